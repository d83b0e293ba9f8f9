# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The developers' tools behind ./dev. Python 3.11, standard library only."""
