package io.tributary.local.prove.replies;

import java.net.URI;
import java.util.List;

/**
 * One row of the matrix: what is asked, and the whole answer that must come.
 *
 * @param before what has to happen first, such as spending a quota; its answer does not matter
 */
public record ReplyCase(String name, Door door, List<Ask> before, Ask ask, Want want) {

    /** What is wrong with the answer; empty when nothing is. */
    public List<String> differences(ReplyDesk desk) {
        URI address = desk.addressOf(door);
        before.forEach(it -> desk.send(it.to(address)));
        return want.differences(desk.send(ask.to(address)));
    }

    @Override
    public String toString() {
        return name + " " + door;
    }
}
