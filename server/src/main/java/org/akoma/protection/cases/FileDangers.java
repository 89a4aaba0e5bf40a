package org.akoma.protection.cases;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.pages.Contacts;
import org.jspecify.annotations.Nullable;

/**
 * The open dangers of a file, for the head of its pages. Implemented by the room of alerts as a bean; called inside an actor's transaction once a page, so it
 * reads a few rows by an index.
 */
public interface FileDangers {

    /**
     * @param type a code of {@code alert-type}
     * @param takenOnAt null = nobody has taken it on
     * @param bodily whether the child itself may be hurt now, so that anyone who wrote it is shown what to do at once
     * @param closedAt when it was closed, of one that a shelter is told for the whole stay; null = it runs
     * @param address of its page; null = not one that the reader opens
     */
    record Danger(
            String type,
            Instant since,
            @Nullable Instant takenOnAt,
            @Nullable Instant closedAt,
            boolean bodily,
            @Nullable String address) {}

    /**
     * Who is called about a child in danger: nobody is sent to call themselves.
     *
     * @param worker who follows the child; null = the reader is this person
     * @param supervisor null = nobody supervises the file, or the reader does
     * @param structure code of the structure that holds the file
     * @param telephone as the structure's entry in the directory says, which two people wrote; null = it says none
     * @param helpLine the first help line of the country where the child is; null = none is set
     * @param emergency the services that are called when a life is in danger, {@code police}, each with its numbers in the country where the child is
     * @param country where the child is, as far as the reader knows it; null = not known
     */
    record Call(
            @Nullable Called worker,
            @Nullable Called supervisor,
            String structure,
            @Nullable String telephone,
            Contacts.@Nullable Helpline helpLine,
            Map<String, List<Integer>> emergency,
            @Nullable String country) {}

    /**
     * A person who is called.
     *
     * @param own their own number; null = the card says none
     */
    record Called(String code, @Nullable Own own) {}

    /**
     * The number on somebody's card.
     *
     * @param changedAt when it became another, within the week; null = before
     * @param former whether this is the one before that change
     */
    record Own(String telephone, @Nullable Instant changedAt, boolean former) {}

    Call whomToCall(CaseFile file);

    /** Those that the reader may know of, the gravest first; twenty at most. */
    List<Danger> on(UUID file);

    /** Whether somebody proposed that the risk be high and no supervisor has decided, as far as the reader sees it. */
    boolean isHighProposed(UUID file);

    /** Those in and around the place, for who runs the shelter where the child stays now: by kind alone, the gravest first. */
    List<Danger> whereItSleeps(UUID file);

    /** The gravest of these that runs for each file that has one, for who runs the shelter where its child stays now. */
    Map<UUID, Danger> whereTheySleep(Collection<UUID> files);
}
