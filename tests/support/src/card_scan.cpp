// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/card_scan.h>

#include <QtCore/QDirIterator>
#include <QtCore/QFile>

#include <array>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <thread>
#include <unistd.h>

namespace melody::test {
namespace {

using namespace Qt::StringLiterals;

constexpr int maxGap = 3;
constexpr qsizetype blockBytes = 4 * 1024 * 1024;
constexpr qsizetype overlapBytes = 256;
constexpr qsizetype shortestBase64 = 24;

enum class Sign : quint8 { Digit, Letter, Other };

constexpr std::array<Sign, 256> signTable()
{
    std::array<Sign, 256> table{};
    for (size_t i = 0; i < table.size(); ++i) {
        const bool letter = (i >= 'a' && i <= 'z') || (i >= 'A' && i <= 'Z');
        table[i] = i >= '0' && i <= '9' ? Sign::Digit : letter ? Sign::Letter : Sign::Other;
    }
    return table;
}

bool isBase64(char c)
{
    return std::isalnum(quint8(c)) || c == '+' || c == '/' || c == '=';
}

// What a process has in memory: pages that are there or swapped out. Of a mapping whose pages were never touched there is nothing to read,
// and a thread's stack is mostly that.
class Memory {
public:
    explicit Memory(qint64 pid) : m_memory(open(pid, "mem")), m_pages(open(pid, "pagemap")) {}
    ~Memory()
    {
        ::close(m_memory);
        ::close(m_pages);
    }
    Memory(const Memory &) = delete;
    Memory &operator=(const Memory &) = delete;
    [[nodiscard]] bool isOpen() const { return m_memory >= 0 && m_pages >= 0; }

    void read(quint64 from, quint64 to, const std::function<void(QByteArrayView)> &take) const
    {
        std::vector<quint64> pages((to - from) / pageBytes);
        if (::pread(m_pages, pages.data(), pages.size() * 8, off_t(from / pageBytes * 8)) != ssize_t(pages.size() * 8))
            pages.assign(pages.size(), ~quint64(0)); // then all of it
        QByteArray run;
        for (size_t i = 0; i < pages.size(); ++i) {
            QByteArray page(pageBytes, Qt::Uninitialized);
            const bool there = (pages[i] >> 62) != 0 && ::pread(m_memory, page.data(), pageBytes, off_t(from + i * pageBytes)) == pageBytes;
            if (there)
                run += page;
            if (!there || run.size() >= blockBytes || i + 1 == pages.size()) {
                take(run);
                run = there ? run.last(std::min(run.size(), overlapBytes)) : QByteArray();
            }
        }
    }

private:
    static constexpr qsizetype pageBytes = 4096;
    static int open(qint64 pid, const char *what)
    {
        return ::open(("/proc/" + QByteArray::number(pid) + '/' + what).constData(), O_RDONLY | O_CLOEXEC);
    }

    int m_memory;
    int m_pages;
};

// A regular expression of PostgreSQL for the number in any spacing, or in hexadecimal.
std::string pattern(const QByteArray &number)
{
    std::string plain;
    std::string hex;
    for (const char digit : number) {
        plain += (plain.empty() ? "" : "[^0-9A-Za-z]{0,3}") + std::string(1, digit);
        hex += (hex.empty() ? "" : "(?:20|2d|00){0,3}") + std::string("3") + digit;
    }
    return plain + "|" + hex;
}

} // namespace

CardScan::CardScan(const QStringList &numbers)
{
    for (const QString &number : numbers) {
        QByteArray digits;
        for (const QChar c : number) {
            if (c.isDigit())
                digits += char(c.toLatin1());
        }
        Q_ASSERT(digits.size() >= 12);
        m_numbers.append(digits);
    }
}

// From each digit that could be the first: a walk that is over at once nearly always.
bool CardScan::holds(QByteArrayView bytes, const QByteArray &number) const
{
    static constexpr std::array<Sign, 256> signs = signTable();
    const char *const end = bytes.data() + bytes.size();
    const char *start = bytes.data();
    while (start < end && (start = static_cast<const char *>(std::memchr(start, number[0], size_t(end - start))))) {
        qsizetype next = 1;
        int gap = 0;
        for (const char *at = start + 1; at < end && next < number.size(); ++at) {
            const Sign sign = signs[quint8(*at)];
            if (sign == Sign::Letter || (sign == Sign::Digit && *at != number[next]))
                break;
            gap = sign == Sign::Digit ? 0 : gap + 1;
            if (gap > maxGap)
                break;
            next += sign == Sign::Digit ? 1 : 0;
        }
        if (next == number.size())
            return true;
        ++start;
    }
    return false;
}

void CardScan::note(const QString &where, const QByteArray &number)
{
    const QString finding = where + u": …"_s + QString::fromLatin1(number.last(4));
    if (!m_findings.contains(finding))
        m_findings.append(finding);
}

void CardScan::searchPlain(const QString &where, QByteArrayView bytes)
{
    for (const QByteArray &number : std::as_const(m_numbers)) {
        if (holds(bytes, number))
            note(where, number);
    }
}

void CardScan::search(const QString &where, QByteArrayView bytes)
{
    searchPlain(where, bytes);
    const QByteArray lower = bytes.toByteArray().toLower();
    for (const QByteArray &number : std::as_const(m_numbers)) {
        if (lower.contains(number.toHex()))
            note(where, number);
    }
}

// Base64 stands in words of a line, or in whole lines that belong together.
void CardScan::bytes(const QString &where, QByteArrayView bytes)
{
    search(where, bytes);
    QByteArray lines;
    for (qsizetype at = 0; at < bytes.size();) {
        const qsizetype lineEnd = bytes.indexOf('\n', at);
        const QByteArrayView line = bytes.sliced(at, (lineEnd < 0 ? bytes.size() : lineEnd) - at).trimmed();
        at = lineEnd < 0 ? bytes.size() : lineEnd + 1;
        if (!line.isEmpty() && line.size() % 4 == 0 && std::all_of(line.begin(), line.end(), isBase64)) {
            lines += line;
            continue;
        }
        search(where, QByteArray::fromBase64(std::exchange(lines, {})));
        for (qsizetype from = 0; from < line.size();) {
            qsizetype end = from;
            while (end < line.size() && isBase64(line[end]))
                ++end;
            if (end - from >= shortestBase64)
                search(where, QByteArray::fromBase64(line.sliced(from, end - from).toByteArray()));
            from = end + 1;
        }
    }
    search(where, QByteArray::fromBase64(lines));
}

void CardScan::database(const std::function<std::string(const std::string &sql)> &ask)
{
    const QByteArray names = QByteArray::fromStdString(
        ask("SELECT coalesce(string_agg(format('%I.%I', table_schema, table_name), chr(10)), '') FROM information_schema.tables "
            "WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')"));
    for (const QByteArray &table : names.split('\n')) {
        if (table.isEmpty())
            continue;
        ++m_tables;
        for (const QByteArray &number : std::as_const(m_numbers)) {
            const std::string found =
                ask("SELECT count(*) FROM " + table.toStdString() + " AS t WHERE t::text ~ '" + pattern(number) + "'");
            if (found != "0")
                note(u"table "_s + QString::fromUtf8(table), number);
        }
    }
}

void CardScan::folder(const QString &path)
{
    QDirIterator files(path, QDir::Files | QDir::Hidden | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue; // gone meanwhile
        ++m_files;
        QByteArray block;
        while (!file.atEnd()) {
            block = block.last(std::min(block.size(), overlapBytes)) + file.read(blockBytes);
            bytes(file.fileName(), block);
        }
    }
}

void CardScan::process(qint64 pid)
{
    QFile maps(u"/proc/%1/maps"_s.arg(pid));
    const Memory memory(pid);
    if (!memory.isOpen() || !maps.open(QIODevice::ReadOnly))
        qFatal("the memory of process %lld can't be read: %s", qlonglong(pid), std::strerror(errno));
    ::kill(pid_t(pid), SIGSTOP);
    const QByteArrayList lines = maps.readAll().split('\n');
    for (const QByteArray &line : lines) {
        const QByteArrayList words = line.simplified().split(' ');
        const QByteArrayList range = words.first().split('-');
        if (range.size() != 2 || words.size() < 2 || !words[1].startsWith('r') || line.contains("[v"))
            continue;
        const QString where = u"memory of %1, %2 %3"_s.arg(pid).arg(QString::fromUtf8(range[0]), QString::fromUtf8(words.last()));
        memory.read(range[0].toULongLong(nullptr, 16), range[1].toULongLong(nullptr, 16), [&](QByteArrayView block) {
            m_memoryBytes += block.size();
            searchPlain(where, block);
        });
    }
    ::kill(pid_t(pid), SIGCONT);
}

} // namespace melody::test
