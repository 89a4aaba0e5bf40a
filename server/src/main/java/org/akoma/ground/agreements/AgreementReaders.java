package org.akoma.ground.agreements;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.EnumSets;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Who could read what under an agreement, as people and roles are today: the people whom a referral to the receiving structure reaches, each with the
 * sections that the agreement names and their roles allow; and whom a running referral lets read by name, with what it opened. It is computed from the table of ceilings that the database applies to every grant.
 */
@Service
public class AgreementReaders {

    private final AgreementStore store;
    private final Organisations organisations;
    private final People people;
    private final NamedReader named;
    private final ActorTransactions transactions;

    AgreementReaders(
            AgreementStore store,
            Organisations organisations,
            People people,
            NamedReader named,
            ActorTransactions transactions) {
        this.store = store;
        this.organisations = organisations;
        this.people = people;
        this.named = named;
        this.transactions = transactions;
    }

    /**
     * One direction of an agreement.
     *
     * @param teller code of the structure that transmits
     * @param readers by code; empty = nobody there receives referrals here
     * @param unread sections that the agreement names and that nobody there may read
     */
    public record Side(String teller, String listener, List<Reader> readers, Set<Section> unread) {
        public Side {
            readers = List.copyOf(readers);
            unread = EnumSets.inOrder(Section.class, unread);
        }
    }

    /**
     * Somebody at the receiving structure.
     *
     * @param person code
     * @param sections code and state of the file are always among them
     */
    public record Reader(String person, Set<Role> roles, Set<Section> sections) {
        public Reader {
            roles = EnumSets.inOrder(Role.class, roles);
            sections = EnumSets.inOrder(Section.class, sections);
        }
    }

    /** Whether this person is shown who could read: those who propose, confirm or end agreements. */
    static boolean shows(Actor actor) {
        return actor.may(Verb.AGREEMENT_READ) && Agreements.ends(actor);
    }

    /** Those that a form or query names in {@code sections}. */
    static Set<Section> sections(Form form) {
        List<String> codes = Stream.of(Section.values()).map(Section::name).toList();
        return form.choices("sections", codes).stream().map(Section::valueOf).collect(Collectors.toSet());
    }

    /** Of an agreement, or of one that is not proposed yet. A structure that does not exist, and the police, have no readers: nothing is referred to them. */
    List<Side> of(Actor actor, String from, String to, boolean bothWays, Set<Section> sections) {
        EnumSet<Section> whole = EnumSet.of(Section.STATUS);
        whole.addAll(sections);
        return transactions.as(actor, () -> {
            if (!mayAsk(actor, from, to)) return List.of();
            List<Side> sides = new ArrayList<>();
            Map<Role, Set<Section>> most = store.mostByReferral();
            Optional<Organisation> one = organisations.find(from);
            Optional<Organisation> other = organisations.find(to);
            if (one.isEmpty() || other.isEmpty()) return List.of();
            sides.add(side(one.get(), other.get(), whole, most));
            if (bothWays) sides.add(side(other.get(), one.get(), whole, most));
            return List.copyOf(sides);
        });
    }

    /** Of one that is there. */
    List<Side> of(Actor actor, Agreement one) {
        return of(actor, one.from(), one.to(), one.bothWays(), one.sections());
    }

    /** What who confirms sends back: it changes when somebody else could read, or something else. */
    static String print(List<Side> sides) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(sides.toString().getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }

    /**
     * Why the actor does not confirm it yet: they were not shown who could read, or it changed since.
     *
     * @param drawn the print that came with what was shown
     * @return null where they were, and where it is refused or done all the same
     */
    @Nullable
    FieldError unseen(Actor actor, UUID id, @Nullable String drawn) {
        Agreement one = transactions
                .as(actor, () -> store.find(id))
                .filter(found -> waitsFor(actor, found))
                .orElse(null);
        return one == null || print(of(actor, one)).equals(drawn)
                ? null
                : FieldError.of("confirm", "access.agreement-readers");
    }

    private static boolean waitsFor(Actor actor, Agreement one) {
        return actor.may(Verb.AGREEMENT_CONFIRM)
                && one.confirmedBy() == null
                && !one.proposedBy().equals(actor.code());
    }

    /** Who proposes for all, or confirms; others for their own structure. */
    private boolean mayAsk(Actor actor, String from, String to) {
        return actor.is(Role.PROJECT_MANAGER)
                || actor.is(Role.DATA_PROTECTION_OFFICER)
                || Stream.of(from, to)
                        .flatMap(code -> organisations.find(code).stream())
                        .anyMatch(structure -> store.speaksFor(structure.id()));
    }

    private Side side(Organisation teller, Organisation listener, Set<Section> sections, Map<Role, Set<Section>> most) {
        Map<UUID, Set<Section>> running = store.byRunningReferrals(teller.id(), listener.id());
        UUID focal = named.at(listener.id()).orElse(null);
        List<Reader> readers = people.at(listener.id()).stream()
                .filter(person -> person.isAtTheDesk() || person.id().equals(focal) || running.containsKey(person.id()))
                .map(person -> {
                    EnumSet<Section> opened = EnumSet.noneOf(Section.class);
                    if (person.isAtTheDesk() || person.id().equals(focal)) opened.addAll(sections);
                    opened.addAll(running.getOrDefault(person.id(), Set.of()));
                    return new Reader(person.code(), person.roles(), read(person, opened, most));
                })
                .filter(reader -> !reader.sections().isEmpty())
                .toList();
        EnumSet<Section> unread = EnumSet.copyOf(sections);
        readers.forEach(reader -> unread.removeAll(reader.sections()));
        return new Side(teller.code(), listener.code(), readers, readers.isEmpty() ? Set.of() : unread);
    }

    private static Set<Section> read(Person person, Set<Section> sections, Map<Role, Set<Section>> most) {
        EnumSet<Section> read = EnumSet.noneOf(Section.class);
        person.roles().forEach(role -> read.addAll(most.getOrDefault(role, Set.of())));
        read.retainAll(sections);
        return read;
    }
}
