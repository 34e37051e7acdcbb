"""What is known: directory, rules, search, places, hours, sheets. No chat, no channel, nothing asynchronous."""
