package org.akoma.protection.referrals;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.Section;
import org.akoma.ground.agreements.Agreement;
import org.akoma.ground.agreements.Agreements;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.directory.Directory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The structures of today, to choose from, and what a sharing agreement lets one tell another. */
@Component
class Partners {

    private final Organisations organisations;
    private final Agreements agreements;
    private final CaseWork work;
    private final Receivers receivers;
    private final Directory directory;
    private final ReferralStore store;

    Partners(
            Organisations organisations,
            Agreements agreements,
            CaseWork work,
            Receivers receivers,
            Directory directory,
            ReferralStore store) {
        this.store = store;
        this.receivers = receivers;
        this.directory = directory;
        this.organisations = organisations;
        this.agreements = agreements;
        this.work = work;
    }

    List<Organisation> of(Actor actor) {
        return work.as(
                actor,
                () -> organisations.all().stream()
                        .filter(one -> one.existsOn(work.today()))
                        .toList());
    }

    /** The structure of this code, if it exists today. Call inside an actor's transaction. */
    Optional<Organisation> structure(String code) {
        return organisations.find(code).filter(one -> one.existsOn(work.today()));
    }

    /** Call inside an actor's transaction. */
    boolean isPolice(String code) {
        return organisations
                .find(code)
                .filter(one -> one.kind() == Organisation.Kind.LAW_ENFORCEMENT)
                .isPresent();
    }

    /** Code of the structure that holds the file. Call inside an actor's transaction. */
    String holder(CaseFile file) {
        return organisations.code(file.organisationId()).orElseThrow();
    }

    /**
     * A structure that the file's own may tell about a child, and what the agreements of the two cover.
     *
     * @param answers whether somebody there answers by their own account
     * @param sameCountry whether it is in the country of the file
     * @param near whether it works in the region of the structure that holds the file
     * @param telephone of its entry in the directory
     */
    record Reachable(
            Organisation structure,
            List<Agreement> agreements,
            boolean answers,
            boolean sameCountry,
            boolean near,
            @Nullable String telephone) {
        Reachable {
            agreements = List.copyOf(agreements);
        }

        /** Whether an agreement allows disclosing the child's health to it. */
        public boolean isToldHealth() {
            return agreements.stream().anyMatch(one -> one.sections().contains(Section.HEALTH));
        }
    }

    /** Anyone who answers here first, then who is near. */
    private static final Comparator<Reachable> NEAREST = Comparator.comparing((Reachable one) -> !one.answers())
            .thenComparing(one -> !one.sameCountry())
            .thenComparing(one -> !one.near())
            .thenComparing(one -> one.structure().label());

    /** To whom a child of this file can be referred today: anyone who answers by an account first, then who is near, then by name. */
    List<Reachable> reachable(Actor actor, CaseFile file) {
        LocalDate day = work.today();
        return work.as(actor, () -> {
            String holder = holder(file);
            String region = directory.region(file.organisationId()).orElse(null);
            List<Agreement> all = agreements.of(holder).stream()
                    .filter(one -> one.on(day) == Agreement.State.IN_FORCE)
                    .toList();
            return organisations.all().stream()
                    .filter(one -> one.existsOn(day) && one.kind() != Organisation.Kind.LAW_ENFORCEMENT)
                    .map(one -> Map.entry(one, leading(all, holder, one.code())))
                    .filter(one -> !one.getValue().isEmpty())
                    .map(one -> reachable(one.getKey(), one.getValue(), file, region))
                    .sorted(NEAREST)
                    .toList();
        });
    }

    private Reachable reachable(Organisation one, List<Agreement> leading, CaseFile file, @Nullable String region) {
        return new Reachable(
                one,
                leading,
                receivers.answers(one.id()),
                one.country().equals(file.country()),
                region != null
                        && directory.region(one.id()).filter(region::equals).isPresent(),
                directory.telephone(one.id()).orElse(null));
    }

    private static List<Agreement> leading(List<Agreement> all, String teller, String listener) {
        return all.stream().filter(one -> one.leads(teller, listener)).toList();
    }

    /** The structures that may be named as the sender beside the file's own: those with an agreement to one of these, or to the file's own. */
    List<Organisation> tellers(Actor actor, CaseFile file) {
        LocalDate day = work.today();
        return work.as(actor, () -> {
            Set<UUID> telling = new HashSet<>(store.tellers(file.id()));
            telling.add(file.organisationId());
            return organisations.all().stream()
                    .filter(one -> one.existsOn(day)
                            && telling.contains(one.id())
                            && one.kind() != Organisation.Kind.LAW_ENFORCEMENT)
                    .toList();
        });
    }
}
