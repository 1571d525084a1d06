NEGATABLE=frozenset()
RULES=()
