#!/bin/sh
# Becomes the first process of a Debian in $1: systemd, in namespaces of its own. Started by
# tests/torture/_debian.py under `unshare`; nothing that it mounts is seen outside.
set -eu
root=$1
mount --make-rprivate /
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
mount -t tmpfs -o mode=755 tmpfs "$root/run"
mount -t tmpfs tmpfs "$root/tmp"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for device in null zero full random urandom tty; do
    touch "$root/dev/$device"
    mount --bind "/dev/$device" "$root/dev/$device"
done
mkdir "$root/dev/pts" "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$root/dev/pts"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
mount -t tmpfs tmpfs "$root/sys/fs/cgroup"
mkdir "$root/sys/fs/cgroup/systemd"
mount -t cgroup -o none,name=systemd cgroup "$root/sys/fs/cgroup/systemd"
ip link set lo up 2>/dev/null || true
hostname claims
# Not `chroot`: what is in one may make no namespace of users, and a unit asks for one.
mkdir -p "$root/mnt/outside"
cd "$root"
pivot_root . mnt/outside
cd /
umount --lazy /mnt/outside
exec env -i container=claimsite PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd
