-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- A role that an identity provider's group brought goes with the group.
GRANT DELETE ON accounts.role_grant TO melody_accounts;
