package io.tributary.segment.redirect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All signposts of a profile, rising by graph number, and the last state version that the profile had, so that a later
 * life of the same id continues counting.
 */
public record Signposts(List<Signpost> posts, long lastVersion) {

    /** A profile whose graph never changed. */
    public static final Signposts NONE = new Signposts(List.of(), 0);

    public Signposts {
        posts = List.copyOf(posts);
    }

    /** Whether the change is known already: changes are told at least once. */
    public boolean knows(long graphNumber) {
        return posts.stream().anyMatch(it -> it.graphNumber() == graphNumber);
    }

    /** Whether the profile's last change ended it. */
    public boolean isEnded() {
        return !posts.isEmpty() && !(posts.getLast() instanceof Signpost.Split);
    }

    public Signposts with(Signpost post, long version) {
        var more = new ArrayList<>(posts);
        more.add(post);
        more.sort(Comparator.comparingLong(Signpost::graphNumber));
        return new Signposts(more, Math.max(version, lastVersion));
    }

    /** Where something resolved to {@code self} at a graph number belongs, by its identifiers' digests in hex. */
    public Route follow(String self, long graphNumber, List<String> digests) {
        for (var post : posts) {
            if (post.graphNumber() <= graphNumber) {
                continue;
            }
            switch (post) {
                case Signpost.MergedInto(var number, var survivor) -> {
                    return new Route.Forward(survivor, number);
                }
                case Signpost.Erased erased -> {
                    return new Route.Drop();
                }
                case Signpost.Split(var number, var profileByDigest) -> {
                    for (var digest : digests) {
                        var target = profileByDigest.get(digest);
                        if (target != null && !target.equals(self)) {
                            return new Route.Forward(target, number);
                        }
                        if (target != null) {
                            break;
                        }
                    }
                }
            }
        }
        return new Route.Stay();
    }
}
