"""A newsroom's defaults of the options: factcheck.toml.

A key is an option's long name. At the top of the file it holds for every command that has the option, in the table of a
command for that one only. Names of files are relative to the file's folder. What a command line says counts more.
"""

import sys
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import click

from factcheck.errors import ConfigError

NAME = "factcheck.toml"
OUTPUT = "output"  # says where the result of one run goes: no default for all

Defaults: TypeAlias = dict[str, dict[str, Any]]  # by command and parameter, as click's default_map has them


class FileName(click.types.StringParamType):
    """The name of a file; among a newsroom's defaults it is relative to their folder."""

    name = "file"

    def beside(self, value: str, folder: Path) -> str:
        """The name of the file from the working folder, where a file in `folder` calls it `value`."""
        return str(folder / value)


class NameOrFolder(FileName):
    """The name of something installed, or a folder."""

    name = "name or folder"

    def beside(self, value: str, folder: Path) -> str:
        """The folder of that name, if there is one."""
        return str(folder / value) if (folder / value).is_dir() else value


def find(asked: str | None) -> Path | None:
    """The file that is asked for, else that of the working folder, if there is one."""
    if asked is not None:
        return Path(asked)
    return Path(NAME) if Path(NAME).exists() else None


def read(path: Path, commands: Mapping[str, click.Command]) -> Defaults:
    """The defaults in a file; ConfigError, one sentence, for a file that can't be read or doesn't fit the commands."""
    options = {name: _options(command) for name, command in commands.items()}
    content = _content(path)
    tables = {key: value for key, value in content.items() if isinstance(value, dict) or key in options}
    shared = {_plain(key): (key, value) for key, value in content.items() if key not in tables}
    _check(path, shared, {name for its in options.values() for name in its}, "")
    for command, table in tables.items():
        if command not in options or not isinstance(table, dict):
            raise ConfigError(f"{path}: {command!r} is no table of a command; there may be {_listed(options, '[{}]')}.")
    defaults: Defaults = {}
    for command, its in options.items():
        own = {_plain(key): (f"{key} in [{command}]", value) for key, value in tables.get(command, {}).items()}
        _check(path, own, its, f" of {command}")
        given = {name: (f"{key} for {command}", value) for name, (key, value) in shared.items() if name in its} | own
        defaults[command] = {}
        for name, (key, value) in given.items():
            defaults[command] |= _default(its[name], value, path, key)
    return defaults


def _content(path: Path) -> dict[str, Any]:
    """What stands in the file."""
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{path}: can't be read ({error.strerror or error}); give a TOML file.") from None
    except (ValueError, RecursionError) as error:  # no TOML, no UTF-8, a NUL in the name, lists in lists in lists
        raise ConfigError(f"{path}: is no TOML in UTF-8 ({error}); mend it there.") from None


def _options(command: click.Command) -> dict[str, click.Option]:
    """A command's options by their long names, without "--" and with "_" for "-"."""
    options = (option for option in command.params if isinstance(option, click.Option))
    return {_plain(name[2:]): option for option in options for name in option.opts if name.startswith("--")}


def _plain(key: str) -> str:
    return key.replace("-", "_")


def _check(path: Path, given: Mapping[str, tuple[str, Any]], known: Collection[str], whose: str) -> None:
    """ConfigError for a key that is no option, or one that has no default."""
    for name, (key, _) in given.items():
        if name == OUTPUT:
            raise ConfigError(f"{path}: {key} has no default; say with each command where its result goes (-o).")
        if name not in known:
            there = _listed(name.replace("_", "-") for name in known if name != OUTPUT)
            raise ConfigError(f"{path}: {key} is no option{whose}; there are {there}.")


def _listed(names: Iterable[str], form: str = "{}") -> str:
    return ", ".join(form.format(name) for name in sorted(names))


def _default(option: click.Option, value: object, path: Path, key: str) -> dict[str, Any]:
    """The default of an option's parameter as click has it, none for a flag that isn't set; ConfigError if it can't be.

    `key` is what the value stands under in the file.
    """
    if option.is_bool_flag:
        if not isinstance(value, bool):
            raise ConfigError(f"{path}: {key} must be true or false.")
        return {str(option.name): option.flag_value is not False} if value else {}
    wanted, said = (
        (int, "a whole number") if isinstance(option.type, click.types.IntParamType) else (str, "text, in quotes")
    )
    if type(value) is not wanted:
        raise ConfigError(f"{path}: {key} must be {said}.")
    if isinstance(option.type, FileName):
        value = option.type.beside(str(value), path.parent)
    try:
        option.type.convert(value, option, None)
    except click.BadParameter as error:
        raise ConfigError(f"{path}: {key}: {error.message}") from None
    return {str(option.name): value}
