"""Which function answers which method."""

from collections.abc import Callable

from bot.sandbox.api import (
    apps,
    chat,
    conversations,
    files,
    people,
    usergroups,
    views,
)
from bot.sandbox.api.call import Call
from bot.sandbox.delivery.wire import Payload

ANSWERS: dict[str, Callable[[Call], Payload]] = {
    "apps.connections.open": apps.open_connection,
    "auth.test": apps.test_auth,
    "chat.delete": chat.delete,
    "chat.getPermalink": chat.get_permalink,
    "chat.postEphemeral": chat.post_ephemeral,
    "chat.postMessage": chat.post_message,
    "chat.update": chat.update,
    "conversations.history": conversations.history,
    "conversations.info": conversations.info,
    "conversations.list": conversations.list_all,
    "conversations.members": conversations.members,
    "conversations.open": conversations.open_direct,
    "conversations.replies": conversations.replies,
    "files.completeUploadExternal": files.complete,
    "files.getUploadURLExternal": files.get_upload_url,
    "team.info": people.team_info,
    "usergroups.list": usergroups.list_all,
    "users.conversations": conversations.of_user,
    "users.info": people.user_info,
    "users.list": people.user_list,
    "views.open": views.open_view,
    "views.publish": views.publish,
    "views.push": views.push,
    "views.update": views.update,
}
