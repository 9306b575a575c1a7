/*
 * Names of programs, one list a kind: those nobody uses as a word, those that are words as well, and those of Windows. From what
 * systems, packagers, administrators and the known ways out of restricted shells use; what is not named here is still found by how it
 * is called (shell-signs.ts).
 */

/** Programs whose names are nobody's words. */
export const PROGRAMS = [
  'ls|wget|curl|ksh|bash|zsh|csh|tcsh|busybox|nc|ncat|netcat|socat|telnet|nslookup|ifconfig|ipconfig|netstat|tcpdump|nmap|arp',
  'uname|whoami|hostname|chmod|chown|chgrp|chroot|crontab|lastlog|lastlogin|lsof|lsblk|lscpu|lspci|dmesg|htop|pgrep|pkill|killall|nohup|setsid|strace|ltrace|gdb',
  'python[23]?(?:\\.\\d+)?|perl|php[578]?|nodejs|lua|awk|gawk|mawk|nawk|sed|grep|egrep|fgrep|zgrep|xargs|xxd|hexdump|base64|base32|openssl|gcc|g\\+\\+|clang|c[89]9|irb|jrunscript|tclsh|ghci',
  'apt-get|aptitude|dpkg|yum|dnf|rpm|rpmquery|pacman|apk|zypper|npm|npx|pip[23]?|docker|podman|kubectl|ctr|runc|systemctl|journalctl|loginctl|hostnamectl|timedatectl|sudo|sudoedit|doas|pkexec|passwd|chpasswd|useradd|userdel|usermod|adduser|groupadd|visudo|vipw|vigr',
  'gzip|gunzip|bzip2|bunzip2|bzcat|unxz|xzcat|unzip|zcat|zless|zmore|7z|7za|bsdtar|rmt(?:-tar|-dump)?|cpio|rsync|scp|sftp|ssh|sshpass|ssh-keygen|ssh-keyscan|ftp|tftp|mysql|mysqldump|psql|sqlite3|redis-cli|mongo(?:sh|dump)?|printenv|mkfifo|mknod|mktemp|rm|mv|cp',
  'ps|env|pwd|df|du|tee|tac|nl|od|ping6?|traceroute6?|umount|iptables|ip6tables|nft|ethtool|tshark|aa-\\w+|vim?|vimdiff|rvim|nvim|emacs|w3m|lwp-(?:download|request|dump|mirror)|aria2c|ansible(?:-\\w+)?|chef-(?:vault|shell|run|client|solo)|cscli|cpulimit|stdbuf|ionice|taskset|unshare|nsenter|start-stop-daemon|run-parts|xmodmap|setfacl|getfacl|getent|wc|uniq|dd|ln|jq|gtester|msgfilter|pdftex|xelatex|pdflatex|debugfs|dosbox|dmsetup|mkpasswd|sysctl|ldconfig|insmod|modprobe|rmmod|ldd|objdump|readelf|genisoimage|logsave|tmux|uuencode|uudecode|hping3|phpunit|terraform|gcloud|gsutil|dstat|iftop|pnpm|whiptail',
].join('|');
/** Programs named like words: after a separator, and only with what a program is given, or with nothing. */
export const NOUNS =
  'fish|dash|make|gem|ruby|dig|stat|mount|expect|wall|fetch|lynx|nano|cat|more|less|head|tail|cut|sort|find|who|echo|set|export|source|kill|top|test|time|date|touch|file|node|man|host|type|copy|del|net|at|start|reg|column|bridge|fold|comm|trap|alias|unset|declare|printf|read|split|paste|join|look|rev|strings|diff|expand|link|install|finger|last|users|groups|tr|script|screen|batch|history|ip|ss|route|zip|ar|as|ld|nice|timeout|pic|pry|vi|tbl|soelim|ul|view|capsh|check_\\w+|crash|service|gimp|puppet|pushd|popd|command|builtin|wait|ulimit|umask|hash|enable|bind|info|which|whereis|locate|open|su|mail|write|mesg|ed|perf|watch|yarn|composer|rake|flock|aws|az|facter|rmdir|unlink|lp|axel|msg|subst|defrag|gp|rp|sp|mp|gin|gal|sls';
export const WORDS = `reboot|poweroff|halt|id|sh|w|exec|eval|tar|dir|sc|ver|cd|${NOUNS}`;
export const WINDOWS = [
  'cmd(?:\\.exe)?|powershell(?:\\.exe)?|pwsh|regedit|regsvr32|regini|rundll32|mshta|certutil|certreq|bitsadmin|wmic|cscript|wscript|msiexec|schtasks|tasklist|taskkill|systeminfo|icacls|cacls|nltest|nbtstat|netsh|vssadmin|bcdedit|msbuild|installutil|forfiles|whoami|ipconfig',
  'bcdboot|bootcfg|chkdsk|chkntfs|cleanmgr|cmdkey|cmstp|csvde|dcdiag|dcpromo|diskpart|diskshadow|diskcomp|diskcopy|dism|driverquery|ds(?:acls|add|get|mod|move|query|rm)|eventcreate|eventquery|eventvwr|extrac32|findstr|fltmc|freedisk|fsutil|gpresult|gpupdate|hh\\.exe|ieexec|klist|ldifde|lodctr|logman|logoff|makecab|mklink|mountvol|mofcomp|msdt|msinfo32|mstsc|ntbackup|ntdsutil|nvspbind|odbcconf|openfiles|pathping|pcalua|perfmon|pnputil|portqry|powercfg|prncnfg|prnmngr|procdump|ps(?:exec|file|getsid|info|kill|list|loggedon|loglist|passwd|ping|service|shutdown|suspend)(?:64)?|qprocess|query (?:user|session|process)|quser|qwinsta|rasdial|rasphone|rdpinit|regasm|regsvcs|robocopy|rstrui|runas|rwinsta|scriptrunner|sdelete|setx|sfc|shrpubw|sigverif|slmgr|sxstrace|sysmon|takeown|tpmtool|tracerpt|tracert|tscon|tsdiscon|tskill|tttracer|typeperf|tzutil|verclsid|w32tm|wbadmin|wecutil|wevtutil|winmgmt|winrm|winrs|wuauclt|xcopy|xwizard',
  'iex|iwr|irm|icm|gci|gwmi|iwmi|rwmi|swmi|gcim|icim|ncim|rcim|scim|saps|spps|sasv|spsv|gsv|gps|ogv|ogh?v|epcsv|ipcsv|epal|ipal|shcm|sajb|rsnp|asnp|gsnp|nsn|etsn|exsn|gsn|rsn|gjb|rjb|spjb|wjb|gbp|sbp|rbp|ebp|dbp|gcm|gdr|ndr|rdr|ghy|ihy|clhy|rhy|cpp|rnp|clp|gtz|stz|gerr|gmo|nmo|rmo|ipmo|nni|rni|sls|trcm',
].join('|');
