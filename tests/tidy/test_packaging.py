# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from melodydev import project
from melodydev.run import certificates

PACKAGING = project.ROOT / "packaging"


class PackagingTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def test_nginx_takes_its_configuration(self):
        certificate = certificates.ensure(self.folder)
        text = (PACKAGING / "nginx" / "melody.conf").read_text(encoding="utf-8")
        text = text.replace("/etc/melody/tls/fullchain.pem", str(certificate.chain)).replace("/etc/melody/tls/key.pem", str(certificate.key))
        (self.folder / "melody.conf").write_text(text, encoding="utf-8")
        main = self.folder / "nginx.conf"
        main.write_text(f"pid {self.folder}/pid; error_log stderr; events {{}} http {{ access_log off; include {self.folder}/melody.conf; }}\n",
                        encoding="utf-8")
        result = subprocess.run(["/usr/sbin/nginx", "-t", "-c", str(main)], capture_output=True, text=True, check=False)
        self.assertEqual(result.returncode, 0, result.stderr)

    @unittest.skipUnless(shutil.which("systemd-analyze"), "this machine has no systemd")
    def test_systemd_takes_the_units(self):
        for unit in sorted((PACKAGING / "systemd").glob("*.service")):
            copy = self.folder / unit.name
            copy.write_text(unit.read_text(encoding="utf-8").replace("/usr/bin/melodyd", "/bin/true"), encoding="utf-8")
            result = subprocess.run(["systemd-analyze", "verify", str(copy)], capture_output=True, text=True, check=False)
            self.assertEqual((result.returncode, result.stderr), (0, ""), unit.name)

    def test_checkpoints_of_the_audit_log_are_written_outside_the_database(self):
        for unit in sorted((PACKAGING / "systemd").glob("*.service")):
            lines = unit.read_text(encoding="utf-8").splitlines()
            self.assertIn("StateDirectory=melody", lines, unit.name)
            setting = lines.index("Environment=MELODY_AUDIT_CHECKPOINTS=%S/melody/checkpoints")
            self.assertLess(setting, lines.index("EnvironmentFile=/etc/melody/melodyd.env"), "the operator's file has the last word")

    def test_each_package_is_listed_once_and_for_a_reason(self):
        lines = (PACKAGING / "debian-packages.txt").read_text(encoding="utf-8").splitlines()
        names = [line.split()[0] for line in lines if line and not line.startswith("#")]
        self.assertEqual(len(names), len(set(names)))
        first_name = next(at for at, line in enumerate(lines) if line and not line.startswith("#"))
        first_reason = next(at for at, line in enumerate(lines) if line.startswith("# for: "))
        self.assertLess(first_reason, first_name)
        for line in lines:
            self.assertRegex(line, re.compile(r"^(#.*|[a-z0-9][a-z0-9.+-]+( [a-z]+=[a-z0-9.+-]+)*|)$"))


if __name__ == "__main__":
    unittest.main()
