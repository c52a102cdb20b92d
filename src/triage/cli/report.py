"""What a command says of the lines that it was asked to write."""

from collections.abc import Sequence

from triage.cli.output import complain, count, say, say_json
from triage.cli.result import Became, LineResult, raw
from triage.core.line import parse_line
from triage.core.proposal import words_of
