"""The bot over HTTP: it can be ended while people are connected."""

import http.client
import threading

from bot.runtime import http as runtime_http
from bot.runtime.health import Health
from bot.runtime.shutdown import Gate

PATIENCE = 10  # seconds; only a test that fails waits so long


def test_it_ends_while_somebody_is_still_connected(steward):
    serving = runtime_http.server(runtime_http.app_of(steward, Gate(), Health(steward.memory, {})), 0, host="127.0.0.1")
    thread = threading.Thread(target=serving.run, daemon=True)
    thread.start()
    visitor = http.client.HTTPConnection("127.0.0.1", serving.effective_port, timeout=PATIENCE)
    visitor.request("GET", "/health")
    assert visitor.getresponse().read() == b"ok\n"

    runtime_http.end(serving)

    thread.join(PATIENCE)
    assert not thread.is_alive()
    visitor.close()
