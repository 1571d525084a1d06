"""What a session is made of: frozen types that every other room shares, and the rules they carry.

Types are `msgspec.Struct(frozen=True)`: as strict as a frozen slotted dataclass, nine times faster to
make, and read straight from the compiled cache with their types checked (docs/decisions.md, 3). What a
session makes at every turn holds no circles and is kept from the garbage collector (`gc=False`), which else
takes a third of the time of a turn.
"""
