"""The system call that exchanges the files of two names in one step.

There is a package for it (renameat2), which needs a compiler and brings cffi for this one call.
"""

import ctypes
import errno
import os
import sys
from functools import cache
from typing import Any, Final

from triage.storage.file import said
from triage.storage.replacing.target import Unsupported

_EXCHANGE: Final = 2
"""RENAME_EXCHANGE of renameat2(2)."""
_NOT_HERE: Final = {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EXDEV}


def swap(folder: int, name: str, other_folder: int, other_name: str) -> None:
    """Exchange the files of two names, each in an open folder.

    Raises OSError, and Unsupported if the system or file system cannot, or the folders are on two mounts.
    """
    call = _renameat2()
    if call(folder, os.fsencode(name), other_folder, os.fsencode(other_name), _EXCHANGE) == 0:
        return
    number = ctypes.get_errno()
    error = OSError(number, os.strerror(number), name)
    if number in _NOT_HERE:
        raise Unsupported(f"Two files cannot change places here: {said(error)}") from error
    raise error


@cache
def _renameat2() -> Any:
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform != "linux" or not hasattr(library, "renameat2"):
        raise Unsupported("This system cannot let two files change places")
    call = library.renameat2
    call.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    call.restype = ctypes.c_int
    return call
