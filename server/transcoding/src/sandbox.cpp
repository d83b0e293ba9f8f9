// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox.h"

#include <values/sanitized.h>

#include <QtCore/QFile>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <vector>

namespace melody::transcoding {
namespace {

#if defined(__x86_64__)
constexpr quint32 nativeArch = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr quint32 nativeArch = AUDIT_ARCH_AARCH64;
#endif

void limit(__rlimit_resource resource, rlim_t soft, rlim_t hard)
{
    const rlimit both{soft, hard};
    setrlimit(resource, &both);
}

// seccomp(2): what a decoder never needs and an intruder would.
bool denySystemCalls()
{
    constexpr std::array<quint32, 25> denied{SYS_socket,
                                             SYS_socketpair,
                                             SYS_connect,
                                             SYS_bind,
                                             SYS_execve,
                                             SYS_execveat,
                                             SYS_ptrace,
                                             SYS_process_vm_readv,
                                             SYS_process_vm_writev,
                                             SYS_mount,
                                             SYS_umount2,
                                             SYS_chroot,
                                             SYS_pivot_root,
                                             SYS_setns,
                                             SYS_unshare,
                                             SYS_bpf,
                                             SYS_perf_event_open,
                                             SYS_io_uring_setup,
                                             SYS_keyctl,
                                             SYS_add_key,
                                             SYS_userfaultfd,
                                             SYS_open_by_handle_at,
                                             SYS_kexec_load,
                                             SYS_init_module,
                                             SYS_finit_module};
    std::vector<sock_filter> program;
    const auto load = [&](size_t offset) { program.push_back(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, quint32(offset))); };
    const auto answer = [&](quint32 action) { program.push_back(BPF_STMT(BPF_RET | BPF_K, action)); };
    // Another architecture's calls have other numbers; nobody honest makes them here.
    load(offsetof(seccomp_data, arch));
    program.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, nativeArch, 1, 0));
    answer(SECCOMP_RET_KILL_PROCESS);
    load(offsetof(seccomp_data, nr));
    for (const quint32 number : denied) {
        program.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1));
        answer(SECCOMP_RET_ERRNO | EPERM);
    }
#ifdef __x86_64__
    constexpr quint32 x32Bit = 0x4000'0000;
    program.push_back(BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, x32Bit, 0, 1));
    answer(SECCOMP_RET_KILL_PROCESS);
    for (const quint32 number : {quint32(SYS_fork), quint32(SYS_vfork)}) {
        program.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1));
        answer(SECCOMP_RET_ERRNO | EPERM);
    }
#endif
    // Threads, yes; processes, no. clone3 hides its flags from a filter: "not there" makes libc use clone.
    program.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone3, 0, 1));
    answer(SECCOMP_RET_ERRNO | ENOSYS);
    program.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 3));
    load(offsetof(seccomp_data, args[0]));
    program.push_back(BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 1, 0));
    answer(SECCOMP_RET_ERRNO | EPERM);
    answer(SECCOMP_RET_ALLOW);
    const sock_fprog filter{static_cast<unsigned short>(program.size()), program.data()};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

bool allowPath(int ruleset, const QString &path, quint64 access)
{
    const int fd = open(QFile::encodeName(path).constData(), O_PATH | O_CLOEXEC);
    if (fd < 0)
        return false;
    const landlock_path_beneath_attr rule{.allowed_access = access, .parent_fd = fd};
    const bool added = syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
    close(fd);
    return added;
}

// landlock(7), the rights of its first version.
bool hideFiles(const QString &readableFile, const QString &writableDir)
{
    constexpr quint64 allRights = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
    constexpr quint64 read = LANDLOCK_ACCESS_FS_READ_FILE;
    constexpr quint64 write = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG;
    const landlock_ruleset_attr attributes{.handled_access_fs = allRights};
    const int ruleset = int(syscall(SYS_landlock_create_ruleset, &attributes, sizeof(attributes), 0));
    if (ruleset < 0)
        return false;
    const bool restricted = allowPath(ruleset, readableFile, read) && allowPath(ruleset, writableDir, write) &&
                            syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    close(ruleset);
    return restricted;
}

} // namespace

void limitThisProcess(const ChildLimits &limits)
{
    // Sanitizers reserve terabytes of addresses.
#ifndef MELODY_SANITIZED
    limit(RLIMIT_AS, rlim_t(limits.memoryBytes), rlim_t(limits.memoryBytes));
#endif
    limit(RLIMIT_CPU, rlim_t(limits.cpuSeconds), rlim_t(limits.cpuSeconds) + 5); // SIGXCPU says why, SIGKILL means it
    limit(RLIMIT_FSIZE, rlim_t(limits.fileBytes), rlim_t(limits.fileBytes));
    limit(RLIMIT_NOFILE, 64, 64);
    limit(RLIMIT_CORE, 0, 0);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
}

bool lockThisProcessIn(const QString &readableFile, const QString &writableDir)
{
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    prctl(PR_SET_DUMPABLE, 0);
    const bool hidden = hideFiles(readableFile, writableDir);
    return denySystemCalls() && hidden;
}

} // namespace melody::transcoding
