"""How a group practises together: rules alone, without network, clock or disk."""
