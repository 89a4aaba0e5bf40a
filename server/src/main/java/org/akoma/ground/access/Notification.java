package org.akoma.ground.access;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification that something waits for these people. Published as an application event inside the transaction of what happened, so that a
 * rollback undoes it; listeners deliver it after the commit. It holds no name, code, place or reason, because it may be read on a locked screen.
 *
 * @param persons who is notified; never the person who acted
 * @param kind what waits, one of the constants; {@link #ALERT} only for an alert about a child or a lost device
 * @param about the record that asks for something: once that is done, by anybody, the ring is over. Shown to nobody; null = only told
 * @param target the record to which it leads: its room says what its reader may read of it; null = the list of its kind
 * @param matter what it is about, where the target is a child's file; null = said by the target and the kind
 */
public record Notification(
        Set<UUID> persons,
        String kind,
        @Nullable UUID about,
        @Nullable UUID target,
        @Nullable Matter matter) {

    public static final String MESSAGE = "message";
    public static final String TASK = "task";
    public static final String REFERRAL = "referral";
    public static final String ALERT = "alert";

    /** Something that this person may decide. */
    public static final String DECISION = "decision";

    /** Somebody told of conduct, or answered who did. */
    public static final String COMPLAINT = "complaint";

    /** Accounts, roles, access or rules changed, or were used in a way that somebody is to know of. */
    public static final String ACCOUNT = "account";

    /** A story is no longer on the public page; rung by the database. */
    public static final String STORY = "story";

    /** A file of an evaluation's sample was replaced; rung by the database. */
    public static final String SAMPLE = "sample";

    /** A file that this person asked for is ready; rung by the database. */
    public static final String EXPORT = "export";

    /** What this person had read or taken was taken back; rung by the database. */
    public static final String RECALL = "recall";

    private static final Set<String> KINDS =
            Set.of(MESSAGE, TASK, REFERRAL, ALERT, DECISION, COMPLAINT, ACCOUNT, STORY, SAMPLE, EXPORT, RECALL);

    public Notification {
        persons = Set.copyOf(persons);
        if (!KINDS.contains(kind)) {
            throw new IllegalArgumentException("no such kind of ring");
        }
    }

    public Notification(Set<UUID> persons, String kind, @Nullable UUID about) {
        this(persons, kind, about, about, null);
    }

    /** The same for news that asks for nothing, with the record that it is about. */
    public Notification of(UUID record) {
        return new Notification(persons, kind, about, record, null);
    }

    /** The same for something of a child's file that has no page of its own: who may open the file reads its code and the matter. */
    public Notification onFile(UUID file, Matter matter) {
        return new Notification(persons, kind, about, file, matter);
    }

    /** Of what is only told. */
    public Notification(Set<UUID> persons, String kind) {
        this(persons, kind, null);
    }

    /** The same, over once what this record asks is done. */
    public Notification about(UUID record) {
        return new Notification(persons, kind, record);
    }

    /** The ring for these persons but the one who acted; none when nobody else is left. */
    public static Optional<Notification> others(Collection<UUID> persons, UUID acted, String kind) {
        Set<UUID> others = new HashSet<>(persons);
        others.remove(acted);
        return others.isEmpty() ? Optional.empty() : Optional.of(new Notification(others, kind));
    }
}
