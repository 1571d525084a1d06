"""What a session is made of: frozen types that every other room shares, and the rules they carry.

Types are `msgspec.Struct(frozen=True)`: as strict as a frozen slotted dataclass, five times faster to
make, and read straight from the compiled cache with their types checked (docs/decisions.md, 3).
"""
