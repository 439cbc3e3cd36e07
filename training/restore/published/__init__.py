"""The papers' own networks, built again from their descriptions, to be measured beside ours."""
