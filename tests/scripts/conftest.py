import sys
from pathlib import Path

# At the end of the path: scripts/test.py must not take the place of Python's own `test`.
sys.path.append(str(Path(__file__).resolve().parents[2] / "scripts"))
