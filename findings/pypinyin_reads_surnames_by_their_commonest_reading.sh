#!/bin/sh
# A Chinese surname is read, and so sorted, as the word that the same character usually is.
#
# pypinyin 0.55.0. A handful of surnames are pronounced otherwise than the same character elsewhere. The library knows
# the compound ones in its phrases (Weichi, Moqi, Zhangsun, Chanyu come out right), but of single characters it gives the
# commonest reading, and nothing tells it that a text is a name: a list of people by pinyin has Zeng under C, Shan under
# D, Qiu under C, Ou under Q. A name of three characters that begins with one does not help either. HR lists are sorted
# that way, and people look for their colleagues where they would stand. A table of surnames must come before it.
#
# Seen: read as a word and not as a surname, 8 of 8; compound surnames right, 4 of 4.
# Needs Python's venv.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q pypinyin==0.55.0
"$folder/env/bin/python" - <<'PYTHON'
import sys

from pypinyin import lazy_pinyin

SINGLE = {"曾": "zeng", "单": "shan", "仇": "qiu", "区": "ou", "盖": "ge", "覃": "qin", "解": "xie", "朴": "piao"}
COMPOUND = {"尉迟": ["yu", "chi"], "万俟": ["mo", "qi"], "长孙": ["zhang", "sun"], "单于": ["chan", "yu"]}

wrong = {name: lazy_pinyin(f"{name}晓明")[0] for name, said in SINGLE.items() if lazy_pinyin(f"{name}晓明")[0] != said}
right = [name for name, said in COMPOUND.items() if lazy_pinyin(name) == said]
print(f"pypinyin 0.55.0: not as a surname {len(wrong)} of {len(SINGLE)}: {wrong}; compound right {len(right)} of {len(COMPOUND)}")
sys.exit(not (len(wrong) == len(SINGLE) and len(right) == len(COMPOUND)))
PYTHON
