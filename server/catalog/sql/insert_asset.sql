-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO catalog.asset (asset_id, manifest, wrapped_key, waveform, duration_ms, loudness_lufs, true_peak_dbtp, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
