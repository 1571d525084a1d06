"""Hosts a group: sockets, pages and the limits that hold hostile ones off."""
