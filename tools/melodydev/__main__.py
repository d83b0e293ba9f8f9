# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""./dev: picks the subcommand."""

import argparse
import importlib
import sys

from melodydev.console import Failure, say

# Subcommand -> (module, one line of help). Each module has add_arguments(parser) and run(arguments) -> exit status.
COMMANDS = {
    "run": ("melodydev.run", "build, start everything and play the demo catalogue"),
    "test": ("melodydev.testing", "build and run every check and test: what CI calls"),
    "bench": ("melodydev.bench", "measure: ./dev bench lists what there is"),
    "check": ("melodydev.check", "format, lint, clang-tidy and the house rules"),
    "clean": ("melodydev.clean", "remove builds, the private database and caches"),
}


def make_parser():
    parser = argparse.ArgumentParser(prog="./dev", description="The one entry point of Melody, for people and for CI.")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, (module, text) in COMMANDS.items():
        command = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
        importlib.import_module(module).add_arguments(command)
    commands.add_parser("help", help="this text")
    return parser


def main(arguments):
    parser = make_parser()
    parsed = parser.parse_args(arguments)
    if parsed.command in (None, "help"):
        parser.print_help()
        return 0
    try:
        return importlib.import_module(COMMANDS[parsed.command][0]).run(parsed)
    except Failure as failure:
        say(f"dev {parsed.command}: {failure}", error=True)
        return 1
    except KeyboardInterrupt:
        say("interrupted", error=True)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
