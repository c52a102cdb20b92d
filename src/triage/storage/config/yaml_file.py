"""A small YAML file of names and values: read within limits, changed without losing comments."""

import os
import re
import secrets
import stat
from collections.abc import Sequence
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from triage.core.errors import BadConfig
from triage.storage.file import flush, read_regular, said, write_all

if TYPE_CHECKING:
    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedMap
    from ruamel.yaml.error import YAMLError

# ruamel.yaml takes 25 ms to import, so only the functions that need it do so

_MOST_BYTES = 64 * 1024
_MOST_LEVELS = 20
_MOST_VALUES = 5_000
_MAPPING_INDENT = re.compile(r"^[^\s#-].*:[ \t]*(?:#.*)?\n(?:[ \t]*(?:#.*)?\n)*( +)[^\s#-]", re.MULTILINE)
_UNQUOTED = re.compile(r"[\[,:-][ \t]*[#@]")


def read_text(file: Path) -> str:
    """The file's text, "" if there is no file; raises BadConfig if it cannot be read."""
    try:
        return read_regular(file, _MOST_BYTES).decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise BadConfig(f"{file} cannot be read: {said(error)}") from error
    except UnicodeDecodeError as error:
        raise BadConfig(f"{file} is not UTF-8") from error


def parsed(file: Path, text: str) -> "CommentedMap | None":
    """The mapping in the text of a file, None if there is none; raises BadConfig, naming the line."""
    if not text:
        return None
    from ruamel.yaml.comments import CommentedMap
    from ruamel.yaml.error import YAMLError

    if _is_deep(text):  # ruamel takes seconds for two kilobytes of it
        raise BadConfig(f"{file} is nested more than {_MOST_LEVELS} levels deep")
    if text.count("\n") + text.count(",") > _MOST_VALUES:  # two seconds for a list of thirty thousand
        raise BadConfig(f"{file} holds more than {_MOST_VALUES:,} lines and values")
    try:
        data = _yaml().load(text)
    except YAMLError as error:
        raise BadConfig(_sentence(file, text, error)) from error
    except (ValueError, RecursionError) as error:
        raise BadConfig(f"{file} is not valid YAML") from error
    if data is not None and not isinstance(data, CommentedMap):
        raise BadConfig(f"{file} holds no names and values")
    return data


def with_value(file: Path, text: str, path: Sequence[str], value: object) -> str:
    """The text with the value at a path of keys added or replaced; comments and order stay."""
    data = parsed(file, text)
    if data is None:  # the text may hold comments
        return f"{text.rstrip()}\n{_dumped(_nested(path, value), '')}".lstrip("\n")
    *parents, last = path
    node: Any = data
    for depth, key in enumerate(parents):
        if node.get(key) is None:
            node[key] = _nested(path[depth + 1 :], value)
            break
        node = node[key]
        if not isinstance(node, dict):
            raise BadConfig(f"{file}: {'.'.join(path[: depth + 1])} holds no names and values")
    else:
        node[last] = value
    return _dumped(data, text)


def without_value(file: Path, text: str, path: Sequence[str]) -> str:
    """The text without the value at a path of keys and the comment beside it; unchanged if there is none.

    Everything else stays, also comments on lines of their own, and names that are empty afterwards. With a
    value of several lines, the comments within it may go.
    """
    *parents, last = path
    data: Any = parsed(file, text)
    node = data
    for key in parents:
        node = node.get(key) if isinstance(node, dict) else None
    if not isinstance(node, dict) or last not in node:
        return text
    held: Any = node
    at = None if held.fa.flow_style() or isinstance(held[last], dict | list) else held.lc.key(last)[0]
    del held[last]
    if at is not None:
        # ruamel.yaml ties the comments above a name to the value before it, and drops them with that value
        lines = text.splitlines(keepends=True)
        shorter = "".join([*lines[:at], *lines[at + 1 :]])
        with suppress(BadConfig):
            if _filled(parsed(file, shorter)) == _filled(data):
                return shorter
    return _dumped(data, text)


def write_text(file: Path, text: str) -> None:
    """Replace the file's text in one step; missing folders are made. Raises BadConfig."""
    target = Path(os.path.realpath(file))  # a link, such as one into dotfiles, stays a link
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        try:
            with suppress(FileNotFoundError):
                os.fchmod(descriptor, stat.S_IMODE(target.stat().st_mode))
            write_all(descriptor, text.encode())
            flush(descriptor)
        finally:
            os.close(descriptor)
        draft.replace(target)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        raise BadConfig(f"{file} cannot be written: {said(error)}") from error


def _is_deep(text: str) -> bool:
    depth = 0
    for bracket in re.findall(r"[\[\]{}]", text):
        depth += 1 if bracket in "[{" else -1
        if depth > _MOST_LEVELS:
            return True
    return False


def _sentence(file: Path, text: str, error: "YAMLError") -> str:
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    end = text.rstrip().count("\n")
    lines = [mark.line for mark in marks if mark]
    line = next((line for line in lines if line <= end), end)  # an unclosed part is only seen at the end
    what = getattr(error, "problem", None) or "a character that YAML forbids"
    hint = "; what begins with # or @ needs quotes" if _UNQUOTED.search(text.split("\n")[line]) else ""
    return f"{file}, line {line + 1}: not valid YAML: {what}{hint}"


def _yaml() -> "YAML":
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4096
    return yaml


def _dumped(data: object, like: str) -> str:
    """The value as YAML, indented like the text that it comes from."""
    from ruamel.yaml.util import load_yaml_guess_indent

    yaml = _yaml()
    _, indent, offset = load_yaml_guess_indent(like) if like else (None, None, None)
    mapping = _MAPPING_INDENT.search(like)
    yaml.indent(
        mapping=len(mapping[1]) if mapping else 2,
        sequence=indent or 4,
        offset=2 if offset is None else offset,
    )
    stream = StringIO()
    yaml.dump(data, stream)
    return stream.getvalue()


def _filled(held: Any) -> Any:
    """The values, in a form in which an empty name equals one with an empty mapping."""
    if isinstance(held, dict):
        return {name: _filled(each) for name, each in held.items()}
    return {} if held is None else held


def _nested(path: Sequence[str], value: object) -> Any:
    for key in reversed(path):
        value = {key: value}
    return value
