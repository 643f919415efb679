"""Discourse's JSON, as far as it is read: what its spider expects of an answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import AwareDatetime, BaseModel


class Topic(BaseModel):
    """A topic as the list has it."""

    id: int
    title: str
    slug: str = "topic"
    highest_post_number: int
    bumped_at: AwareDatetime | None = None
    pinned: bool = False

    @property
    def state(self) -> list[Any]:
        """What changes when somebody writes."""
        return [self.highest_post_number, self.bumped_at.isoformat() if self.bumped_at else None]


class TopicList(BaseModel):
    """One page of the list."""

    topics: list[Topic]
    more_topics_url: str | None = None


class Latest(BaseModel):
    """The answer to ``latest.json``."""

    topic_list: TopicList


class Post(BaseModel):
    """One post; ``cooked`` is HTML. A post that its author deleted says so in it, as a new version."""

    id: int
    post_number: int
    username: str
    created_at: AwareDatetime
    version: int = 1
    cooked: str

    @property
    def edit(self) -> str:
        """Changes with each edit that the forum counts."""
        return f"{self.id}.{self.version}"


class Stream(BaseModel):
    """Posts of a topic; ``stream`` are the ids of all of them, in a topic's first answer only."""

    posts: list[Post]
    stream: list[int] = []


class Posts(BaseModel):
    """The answer to a topic's address, or to that of some of its posts."""

    post_stream: Stream


def next_after(items: Sequence[int], last: int, count: int) -> list[int]:
    """The next few of the items after the last one looked at, going round: every one has its turn."""
    ordered = sorted(items)
    turn = [item for item in ordered if item > last] + [item for item in ordered if item <= last]
    return turn[:count]
