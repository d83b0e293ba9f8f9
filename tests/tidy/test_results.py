# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
import unittest

from melodydev.results import Tally, final_line, merge_second_run, tallies_of_junit, tally_output, together

QT = "PASS   : IdTest::initTestCase()\nPASS   : IdTest::sorts()\nPASS   : IdTest::parses(upper)\nPASS   : IdTest::cleanupTestCase()\n"


class ResultsTest(unittest.TestCase):
    def counts(self, tally):
        return tally.passed, tally.failed, tally.skipped

    def test_each_test_function_and_data_row_counts_once(self):
        self.assertEqual(self.counts(tally_output("t", QT, True)), (2, 0, 0))

    def test_a_failed_function_counts_and_its_output_is_kept(self):
        tally = tally_output("t", QT + "FAIL!  : IdTest::fails() 'x' returned FALSE\n", False)
        self.assertEqual(self.counts(tally), (2, 1, 0))
        self.assertEqual(tally.failures[0][0], "t")

    def test_a_crash_counts_as_a_failure(self):
        self.assertEqual(self.counts(tally_output("t", QT, False)), (2, 1, 0))

    def test_a_program_that_prints_fail_but_ends_well_is_not_believed(self):
        self.assertEqual(tally_output("t", "FAIL!  : A::b() x\n", True).failed, 1)
        self.assertTrue(tally_output("t", "FAIL!  : A::b() x\n", True).failures)

    def test_a_silent_program_is_one_test(self):
        self.assertEqual(self.counts(tally_output("t", "", True)), (1, 0, 0))
        self.assertEqual(self.counts(tally_output("t", "", False)), (0, 1, 0))

    def test_python_tests_are_counted(self):
        output = "test_a (m.A.test_a) ... ok\ntest_b (m.A.test_b) ... FAIL\ntest_c (m.A.test_c) ... skipped 'why'\n"
        self.assertEqual(self.counts(tally_output("t", output, False)), (1, 1, 1))

    def test_ctest_reports_add_up_and_what_could_not_run_has_failed(self):
        report = f"""<testsuite><testcase name="a" status="run"><system-out>{QT}</system-out></testcase>
            <testcase name="b" status="fail"><system-out>Segmentation fault</system-out></testcase>
            <testcase name="c" status="notrun"/></testsuite>"""
        tally = together(tallies_of_junit(report).values())
        self.assertEqual(self.counts(tally), (2, 2, 0))
        self.assertEqual([name for name, _ in tally.failures], ["b", "c"])

    def test_what_passes_alone_counts_as_passed_and_is_named_as_unsteady(self):
        first = {"a": tally_output("a", QT, True), "b": tally_output("b", "FAIL!  : B::x() 1\n", False), "c": tally_output("c", "", False)}
        alone = {"b": tally_output("b", "PASS   : B::x()\n", True), "c": tally_output("c", "", False)}
        tally = together(merge_second_run(first, alone).values())
        self.assertEqual(self.counts(tally), (3, 1, 0))
        self.assertEqual(tally.unsteady, [("b", "FAIL!  : B::x() 1\n")])
        self.assertEqual([name for name, _ in tally.failures], ["c"])

    def test_the_last_line_is_plain(self):
        self.assertEqual(final_line(Tally(12, 3)), "12 passed, 3 failed")

    def test_the_last_line_names_what_was_skipped(self):
        tally = tally_output("t", QT + "SKIP   : IdTest::waits(far) no such machine\n", True)
        tally.add(tally_output("p", "test_a (m.A.test_a) ... ok\ntest_c (m.A.test_c) ... skipped 'why'\n", True))
        tally.add(tally_output("t", "SKIP   : IdTest::waits(near) no such machine\n", True))
        self.assertEqual(final_line(tally), "3 passed, 0 failed, 3 skipped: IdTest::waits, test_c")


if __name__ == "__main__":
    unittest.main()
