"""From files to encounters: loads a library, resolves every name, checks the whole and freezes it."""
