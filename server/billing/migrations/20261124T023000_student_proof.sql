-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What students were told by mail: that a renewal will cost so much unless they confirm their address again. Nobody pays more than that.
CREATE TABLE billing.student_announcement (
    user_id uuid NOT NULL,
    renewal_at timestamptz NOT NULL,
    price_minor bigint NOT NULL CHECK (price_minor > 0),
    announced_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, renewal_at)
) PARTITION BY HASH (user_id);

DO $$
BEGIN
    FOR i IN 0..15 LOOP
        EXECUTE format('CREATE TABLE billing.%I PARTITION OF billing.student_announcement FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
                       'student_announcement_' || i, i);
    END LOOP;
END $$;
ALTER TABLE billing.student_announcement ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.student_announcement FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON billing.student_announcement USING (user_id = platform.current_user_id());
GRANT SELECT, INSERT, UPDATE (price_minor, announced_at) ON billing.student_announcement TO melody_billing;

-- Operators add and remove domains of universities.
GRANT INSERT, DELETE ON billing.academic_domain TO melody_billing;
