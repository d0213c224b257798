"""What is counted and timed for whoever watches over the process, in Prometheus' terms. Labels name no person."""

from prometheus_client import CollectorRegistry, Counter, Histogram

REGISTRY = CollectorRegistry()

REQUESTS = Counter(
    "steward_requests", "What Slack told us, by door and by what came of it", ["door", "outcome"], registry=REGISTRY
)
ACKS = Histogram(
    "steward_ack_seconds",
    "How long Slack waited for its ack; it gives up after three seconds",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3),
    registry=REGISTRY,
)
CALLS = Counter("steward_slack_calls", "Calls to Slack, by method and answer", ["method", "status"], registry=REGISTRY)
LIMITED = Counter("steward_slack_429", "Calls that Slack refused as too fast", ["method"], registry=REGISTRY)
TICKS = Histogram(
    "steward_tick_seconds",
    "How long the clock took in one partnership",
    buckets=(0.01, 0.05, 0.1, 0.5, 1, 5, 30, 120, 600),
    registry=REGISTRY,
)
FAILED_TICKS = Counter("steward_ticks_failed", "Ticks that ended in an error", registry=REGISTRY)
