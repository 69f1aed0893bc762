"""The whole PostgreSQL server dies with everybody who is connected, and comes back from its log."""

import os
import pwd
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from django.db import connection, connections

from prove.owner import as_owner


class Server:
    """The server that the campaign is connected to; its processes are known before they die."""

    def __init__(self) -> None:
        with as_owner(), connection.cursor() as cursor:
            cursor.execute("SHOW data_directory")
            self.data = Path(cursor.fetchone()[0])
        connections.close_all()
        self.user = pwd.getpwuid(self.data.stat().st_uid).pw_name if os.geteuid() == 0 else None
        self.programs = Path(f"/proc/{self.pid}/exe").readlink().parent

    @property
    def pid(self) -> int:
        return int((self.data / "postmaster.pid").read_text().split()[0])

    @property
    def alive(self) -> bool:
        try:
            os.kill(self.pid, 0)
        except (FileNotFoundError, ProcessLookupError):
            return False
        return True

    def crash(self, *, hard: bool) -> None:
        """Kill every process with -9, or end without a checkpoint; then start and recover."""
        chief = self.pid
        everybody = [chief, *(int(pid) for pid in _children(chief))]
        for pid in everybody if hard else [chief]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL if hard else signal.SIGQUIT)
        while any(Path(f"/proc/{pid}").exists() for pid in everybody):
            time.sleep(0.002)  # also until somebody has reaped them: the new server looks for the old one
        self.start()

    def start(self) -> None:
        places = ("-D", str(self.data), "-l", str(self.data / "log"))
        command = [str(self.programs / "pg_ctl"), *places, "-w", "-t", "120", "start"]
        subprocess.run(command, user=self.user, cwd="/", stdout=subprocess.DEVNULL, check=True)


def _children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
