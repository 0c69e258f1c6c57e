package io.tributary.segment.adapter.kafka;

import io.tributary.segment.feature.FactsReader;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Keeps the profiles of a partition: wires the stores to who works on them, and looks for due work by the wall clock. */
final class ProfileStep implements Processor<String, byte[], String, byte[]> {

    private final TopologySettings settings;

    // All are set by init, which the runtime calls before anything else.
    private @Nullable ProfileInbox inbox;
    private @Nullable String task;
    private @Nullable ProcessorContext<String, byte[]> context;

    ProfileStep(TopologySettings settings) {
        this.settings = settings;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        this.context = context;
        KeyValueStore<String, byte[]> profiles = context.getStateStore(SegmentTopology.PROFILE_STORE);
        HotProfiles hot = context.getStateStore(SegmentTopology.HOT_STORE);
        KeyValueStore<Bytes, byte[]> timerEntries = context.getStateStore(SegmentTopology.TIMER_STORE);
        KeyValueStore<String, byte[]> posts = context.getStateStore(SegmentTopology.SIGNPOST_STORE);
        KeyValueStore<String, byte[]> tallies = context.getStateStore(SegmentTopology.PROFILE_COUNTS);
        var definitions = new Definitions(
                context.getStateStore(SegmentTopology.SEGMENT_STORE),
                context.getStateStore(SegmentTopology.TRAIT_STORE),
                context.getStateStore(SegmentTopology.TENANT_STORE),
                settings.progress()::revision);
        var timers = new TimerStore(timerEntries);
        var signposts = new SignpostStore(posts);
        var counts = new TallyStore(tallies);
        KeyValueStore<String, byte[]> kept = context.getStateStore(SegmentTopology.REBUILD_STORE);
        var rebuilds = new RebuildStore(kept);
        var open = new OpenRebuilds(kept);
        var judged = new JudgedTenants(context.getStateStore(SegmentTopology.JUDGED_STORE));
        var work = new ProfileWork(context, hot, timers, signposts, judged, definitions, settings);
        hot.over(profiles, work::pack);
        var reader = new FactsReader(settings.catalogue());
        var events = new EventFlow(work, signposts, rebuilds, counts, reader);
        var absorption = new Absorption(work, signposts, rebuilds, settings.progress());
        var rebuilding = new Rebuilding(work, signposts, rebuilds, open, absorption, reader);
        var changes = new GraphChanges(work, signposts, absorption, rebuilding);
        var inputs = new ProfileInputs(work, signposts, rebuilding, absorption, new Tracing(work, signposts, rebuilds));
        var unreadable = new Unreadable(context, SegmentTopology.UNREADABLE_INPUTS, settings.progress());
        inbox = new ProfileInbox(events, changes, inputs, counts, unreadable);
        task = context.taskId().toString();
        settings.progress().begin(task);
        var due = new DueWork(timers, new Sweep(profiles, hot, judged, work, definitions), work, settings, task);
        var rounds = new RebuildRounds(rebuilding, open, settings.progress(), task);
        settings.pace().keep(context);
        context.schedule(settings.punctuation(), PunctuationType.WALL_CLOCK_TIME, it -> {
            due.step();
            long now = settings.realClock().millis();
            rounds.step(now);
            rebuilds.purge(now, now - settings.window().length().toMillis());
        });
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (inbox != null && context != null) {
            inbox.take(
                    record, context.recordMetadata().map(RecordMetadata::topic).orElse(""));
        }
    }

    @Override
    public void close() {
        if (task != null) {
            settings.progress().forget(task);
        }
    }
}
