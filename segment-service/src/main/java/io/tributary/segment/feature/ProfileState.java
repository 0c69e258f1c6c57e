package io.tributary.segment.feature;

import io.tributary.segment.interval.Days;
import io.tributary.segment.interval.Intervals;
import io.tributary.segment.list.ListRule;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything a profile remembers. One thread works on it between decoding and encoding; the end state depends only on
 * what was applied and on the last instant of folding, not on the order. At most 512 KiB when encoded.
 */
public final class ProfileState implements KnownPerson {

    /** The most that {@link #encode} returns. */
    public static final int MAX_BYTES = 512 * 1024;

    private static final long MAX_VERSION = 1L << 60;
    private static final long UNJUDGED = 0;
    private static final int MAX_TRAITS = 500;
    private static final int MAX_ABSORBED = 1_000;

    final String tenant;
    final String profileId;
    final NavigableMap<String, TraitValue> traits = new TreeMap<>();
    final NavigableMap<String, Boolean> consents = new TreeMap<>();
    final NavigableMap<String, Reach> reachability = new TreeMap<>();
    final NavigableMap<String, Double> scores = new TreeMap<>();
    final NavigableMap<String, Standing> memberships = new TreeMap<>();
    final NavigableMap<String, ComputedValue> computed = new TreeMap<>();
    final Set<String> absorbed = new LinkedHashSet<>();
    final Activity activity = new Activity();
    List<Identifier> identifiers = List.of();
    long stateVersion;
    long contactVersion;
    long lastSeen = Long.MIN_VALUE;
    long evaluatedAt = Long.MIN_VALUE;
    long nextChange = Intervals.FOR_EVER;
    long definitions;
    boolean restricted;
    boolean overflowing;
    long restated;
    // Not stored: it only tells what happened since the state was read.
    private long decided;

    /** A profile that remembers nothing yet, with versions above those of an earlier life of the same id. */
    public ProfileState(String tenant, String profileId, long versionsFrom) {
        this.tenant = tenant;
        this.profileId = profileId;
        this.stateVersion = versionsFrom;
    }

    /** Reads what {@link #encode} wrote; an unknown format is an {@link IllegalArgumentException}. */
    public static ProfileState decode(byte[] bytes) {
        return StateCodec.decode(bytes);
    }

    /** The definition set that an encoded state was last written for, without decoding the rest. */
    public static long definitionsOf(byte[] bytes) {
        return StateCodec.definitionsOf(bytes);
    }

    /** The packed form: versioned, bounded, and equal for equal states. */
    public byte[] encode(Days days) {
        byte[] bytes = StateCodec.encode(this);
        for (int limit = activity.size(); bytes.length > MAX_BYTES && limit > 0; bytes = StateCodec.encode(this)) {
            limit = Math.min(limit, activity.size()) - 1;
            lose(activity.shrink(Math.max(limit, 0), days));
        }
        return bytes;
    }

    public String tenant() {
        return tenant;
    }

    public String profileId() {
        return profileId;
    }

    /** Rises with every write of this profile. */
    public long stateVersion() {
        return stateVersion;
    }

    @Override
    public NavigableMap<String, TraitValue> traits() {
        return Collections.unmodifiableNavigableMap(traits);
    }

    @Override
    public List<Identifier> identifiers() {
        return identifiers;
    }

    @Override
    public NavigableMap<String, Boolean> consents() {
        return Collections.unmodifiableNavigableMap(consents);
    }

    @Override
    public NavigableMap<String, Reach> reachability() {
        return Collections.unmodifiableNavigableMap(reachability);
    }

    @Override
    public NavigableMap<String, Double> scores() {
        return Collections.unmodifiableNavigableMap(scores);
    }

    @Override
    public Activity activity() {
        return activity;
    }

    /** Standings by segment key, those that ended included. */
    public NavigableMap<String, Standing> memberships() {
        return Collections.unmodifiableNavigableMap(memberships);
    }

    /** The standing in a segment; null where there never was one. */
    public @Nullable Standing standing(String segment) {
        return memberships.get(segment);
    }

    /** Computed traits by key, those that have a number. */
    public NavigableMap<String, ComputedValue> computed() {
        return Collections.unmodifiableNavigableMap(computed);
    }

    /** Ids of the profiles that were merged into this one; the first 1,000. */
    public Set<String> absorbed() {
        return Collections.unmodifiableSet(absorbed);
    }

    /** The instant (suite time, milliseconds) before which no membership and no computed trait changes by itself; {@link Intervals#FOR_EVER}. */
    public long nextChange() {
        return nextChange;
    }

    /** The latest instant at which memberships were judged, suite time in milliseconds. */
    public long evaluatedAt() {
        return evaluatedAt;
    }

    /** Names the definition set that all memberships were judged by when the state was written, or since it was read. */
    public long definitions() {
        return definitions;
    }

    /** Resolved time of the latest event, epoch seconds; {@link Long#MIN_VALUE} without events. */
    public long lastSeen() {
        return lastSeen;
    }

    /** Kept but not judged. */
    public boolean restricted() {
        return restricted;
    }

    /** Whether a cap made the profile forget detail that a rule could ask for. */
    public boolean overflowing() {
        return overflowing;
    }

    /** How often it was asked to be stated anew, whatever anybody holds of it. */
    public long restated() {
        return restated;
    }

    /** Rises with each standing and each number of a computed trait that judging made another. */
    public long decided() {
        return decided;
    }

    /** Whether detail was given up since memberships were last judged. */
    public boolean hasUnjudgedLoss() {
        return overflowing && definitions == UNJUDGED;
    }

    /** Takes an event over and brings the activity to its resolution at {@code now}. */
    public void apply(EventFacts facts, Days days, long now) {
        if (!facts.event().isEmpty()) {
            activity.add(facts);
        }
        for (var change : facts.traits()) {
            said(change.name(), new TraitValue(change.value(), facts.at(), facts.rank(), facts.messageId()));
        }
        lastSeen = Math.max(lastSeen, facts.at());
        fold(days, now);
    }

    /** Brings the activity to its resolution at {@code now}. */
    public void age(Days days, long now) {
        fold(days, now);
    }

    /** Takes a contact over unless a newer one is known. Returns whether it was taken. */
    public boolean contact(long version, List<Identifier> known, Map<String, Boolean> said, boolean isRestricted) {
        if (version < contactVersion) {
            return false;
        }
        contactVersion = version;
        identifiers = known.stream().distinct().limit(1_000).toList();
        consents.clear();
        consents.putAll(said);
        restricted = isRestricted;
        return true;
    }

    public void reachable(Map<String, Reach> verdicts) {
        reachability.clear();
        reachability.putAll(verdicts);
    }

    public void score(String name, double value) {
        scores.put(name, value);
    }

    /** Forgets a trait, if it is still what that message said. */
    public void unsay(String name, String messageId) {
        var said = traits.get(name);
        if (said != null && said.messageId().equals(messageId)) {
            traits.remove(name);
        }
    }

    /** Makes what events left behind that of {@code past}; {@code nowAbsorbed} is whose are among them. */
    public void remember(ProfileState past, Collection<String> nowAbsorbed, Days days, long now) {
        absorbed.clear();
        nowAbsorbed.stream().limit(MAX_ABSORBED).forEach(absorbed::add);
        activity.clear();
        activity.addAll(past.activity);
        traits.clear();
        traits.putAll(past.traits);
        lastSeen = past.lastSeen;
        overflowing = past.overflowing;
        fold(days, now);
    }

    /** Adds what another profile remembers: the joint history. Contact and verdicts stay this profile's own if it has any. */
    public void absorb(ProfileState loser, Days days, long now) {
        activity.addAll(loser.activity);
        loser.traits.forEach(this::said);
        loser.scores.forEach(this::inherit);
        if (contactVersion == 0) {
            identifiers = loser.identifiers;
            consents.putAll(loser.consents);
        }
        if (reachability.isEmpty()) {
            reachability.putAll(loser.reachability);
        }
        // Until identity has said what holds for both, the stricter does; what it said since then stands.
        restricted |= loser.restricted && loser.contactVersion >= contactVersion;
        lastSeen = Math.max(lastSeen, loser.lastSeen);
        overflowing |= loser.overflowing;
        absorbed.add(loser.profileId);
        absorbed.addAll(loser.absorbed);
        fold(days, now);
    }

    /** Who was on a list stays on it as somebody else, until the list says otherwise; of other scores the survivor's hold. */
    private void inherit(String score, double value) {
        scores.merge(score, value, (own, lost) -> ListRule.isMark(score) ? Math.max(own, lost) : own);
    }

    /** Records a standing. */
    public void stand(String segment, Standing standing) {
        memberships.put(segment, standing);
        decided++;
    }

    /** Records a computed trait's number. */
    public void computed(String trait, ComputedValue value) {
        computed.put(trait, value);
        decided++;
    }

    /** A computed trait is no more, or has no number. */
    public void withoutNumber(String trait) {
        if (computed.remove(trait) != null) {
            decided++;
        }
    }

    /** Forgets the standing in a segment that is no more. */
    public void forget(String segment) {
        if (memberships.remove(segment) != null) {
            decided++;
        }
    }

    /** Records when and by which definitions memberships were judged, and when to look again. */
    public void judged(long at, long definitionSet, long next) {
        evaluatedAt = at;
        definitions = definitionSet;
        nextChange = next;
    }

    /** Whether some set of definitions has judged all that it remembers. */
    public boolean isJudged() {
        return definitions != UNJUDGED;
    }

    /** It stands as that set of definitions decides, which left it as it was; one that nobody has judged stays so. */
    public void standsBy(long definitionSet) {
        if (isJudged()) {
            definitions = definitionSet;
        }
    }

    /** Nobody is to take it for judged, and nothing is due before it is. */
    public void unjudged() {
        definitions = UNJUDGED;
        nextChange = Intervals.FOR_EVER;
    }

    /** Is to be stated anew, with versions above the highest that a wrong copy has; one beyond reach is no version. */
    public void restate(long aboveVersion) {
        restated++;
        if (aboveVersion < MAX_VERSION) {
            stateVersion = Math.max(stateVersion, aboveVersion);
        }
    }

    /** Begins a write. Returns the version that it carries. */
    public long nextVersion() {
        return ++stateVersion;
    }

    private void said(String name, TraitValue value) {
        if (traits.size() >= MAX_TRAITS && !traits.containsKey(name)) {
            overflowing = true;
            return;
        }
        traits.merge(name, value, TraitValue::stronger);
    }

    private void fold(Days days, long now) {
        lose(activity.fold(days, now));
        lose(activity.shrink(Activity.MAX_ENTRIES, days));
    }

    /** Any rule may have read the detail that was given up: no set of definitions has judged what is left. */
    private void lose(boolean detail) {
        if (detail) {
            overflowing = true;
            definitions = UNJUDGED;
        }
    }
}
