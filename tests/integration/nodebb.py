"""NodeBB, the release that the npm registry has, on a Redis of its own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from tests.integration.installing import program
from tests.integration.place import call, server
from tests.integration.target import Target, Thread

REDIS = 6379
# These ask their makers' hosts when they start.
OUTGOING = ("nodebb-plugin-emoji-extended", "nodebb-plugin-emoji-one", "nodebb-plugin-soundpack-default")
_SEED = """
const fs = require('fs'), root = process.cwd() + '/', nconf = require('nconf');
nconf.file({file: root + 'config.json'});
nconf.defaults({base_dir: root, themes_path: root + 'node_modules', views_dir: root + 'build/public/templates',
                version: '1.4.0', relative_path: '', upload_path: 'public/uploads', upload_url: '/uploads'});
const wait = (f, ...told) => new Promise((ok, no) => f(...told, (error, found) => error ? no(error) : ok(found)));
(async () => {
  const db = require(root + 'src/database'), meta = require(root + 'src/meta');
  await wait(db.init);
  await wait(meta.configs.init);
  const topics = require(root + 'src/topics'), posts = require(root + 'src/posts'), user = require(root + 'src/user');
  const more = fs.existsSync('topics.json'), known = more ? JSON.parse(fs.readFileSync('topics.json')) : {};
  if (!more) await wait(topics.purge, 1, 1);  // its welcome
  let number = 0;
  for (const [title, written] of JSON.parse(fs.readFileSync('threads.json'))) {
    const cid = 1 + number++ % 2;
    for (const [author, at, content] of written) {
      const uid = await wait(user.getUidByUsername, author) || await wait(user.create, {username: author});
      const told = {uid, cid, content, title, timestamp: at * 1000}, isMain = known[title] === undefined;
      known[title] = known[title] || await wait(topics.create, told);
      const post = await wait(posts.create, {...told, tid: known[title], isMain});
      if (isMain) await wait(topics.setTopicField, known[title], 'mainPid', post.pid);
    }
  }
  fs.writeFileSync('topics.json', JSON.stringify(known));
  process.exit(0);
})().catch(error => { console.error(error); process.exit(1); });
"""


class Forum(Target):
    """The categories that a new NodeBB has."""

    spider = "nodebb"

    @contextmanager
    def running(self) -> Iterator[None]:
        shutil.copytree(self.software, self.folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("node_modules"))
        (self.folder / "node_modules").symlink_to(self.software / "node_modules")
        for name in ("files", "sounds"):
            (self.folder / "public" / "uploads" / name).mkdir(parents=True, exist_ok=True)
        redis = [program("redis-server"), "--port", str(REDIS), "--bind", "127.0.0.1", "--save", ""]
        with server(REDIS, redis, self.folder.parent):
            self._set_up()
            with server(self.port, [program("node"), "app"], self.folder):
                yield

    def _set_up(self) -> None:
        told = {
            "url": f"http://127.0.0.1:{self.port}",
            "secret": "x",
            "database": "redis",
            "redis:host": "127.0.0.1",
            "redis:port": str(REDIS),
            "redis:password": "",
            "redis:database": "0",
            "admin:username": "admin",
            "admin:email": "admin@example.com",
            "admin:password": "not-a-secret-1",
            "admin:password:confirm": "not-a-secret-1",
        }
        call(self.folder, [program("node"), "app", f"--setup={json.dumps(told)}"])
        config = json.loads((self.folder / "config.json").read_text("utf-8"))
        (self.folder / "config.json").write_text(json.dumps({**config, "port": self.port}), "utf-8")
        call(self.folder, [program("redis-cli"), "-p", str(REDIS), "zrem", "plugins:active", *OUTGOING])

    def add(self, threads: list[Thread]) -> None:
        (self.folder / "threads.json").write_text(json.dumps(threads), "utf-8")
        (self.folder / "seed.js").write_text(_SEED, "utf-8")
        call(self.folder, [program("node"), "seed.js"])
