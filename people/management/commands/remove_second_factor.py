"""Remove a user's second factor: for the last administrator, whose telephone is lost."""

import argparse
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from people import second_factor


class Command(BaseCommand):
    help = (
        "Removes the second factor of a user and ends the user's sessions. Others than the last "
        "administrator ask an administrator, who does it in the admin."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        from people.sessions import end_all

        user = get_user_model()._default_manager.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is no user {username}.")
        if not second_factor.remove(user, user, "by a command on the server."):
            raise CommandError(f"{username} has no second factor.")
        end_all(user)
        self.stdout.write(f"{username} has no second factor now, and is signed out everywhere.")
