"""`python -m bpgui`."""

import sys

if __name__ == "__main__":
    # Python looks in the current folder first then; nothing in there is the program's, unless the program is.
    if not sys.flags.safe_path and sys.path[0] != __file__.rpartition("bpgui")[0].rstrip("/\\"):
        del sys.path[0]

    from bpgui.app import main

    sys.exit(main())
