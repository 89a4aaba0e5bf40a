package org.akoma.ground.agreements;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.akoma.FieldError;
import org.akoma.ground.access.Section;

/** Whether one structure may tell another something on a day ({@code requirements.md 8.3}), by the agreements of the two. */
record AgreementRule(List<Agreement> agreements) {

    AgreementRule {
        agreements = List.copyOf(agreements);
    }

    /** Judges a disclosure by the agreement between the two structures that covers most of it; the verdict names what that agreement lacks. */
    Agreements.Verdict judge(
            String teller, String listener, Agreement.Purpose purpose, Set<Section> sections, LocalDate day) {
        List<Agreement> leading =
                agreements.stream().filter(one -> one.leads(teller, listener)).toList();
        List<Agreement> inForce = leading.stream()
                .filter(one -> one.on(day) == Agreement.State.IN_FORCE)
                .toList();
        if (inForce.isEmpty()) return notInForce(leading, teller, listener, day);
        List<Agreement> purposed =
                inForce.stream().filter(one -> one.purposes().contains(purpose)).toList();
        if (purposed.isEmpty()) return refused("purpose", "access.agreement-purpose", teller, listener);
        Agreement widest = purposed.stream()
                .min(Comparator.comparing(
                                (Agreement one) -> outside(one, sections).size())
                        .thenComparing(Agreement::lastsUntil, Comparator.reverseOrder()))
                .orElseThrow();
        Set<Section> outside = outside(widest, sections);
        return outside.isEmpty()
                ? new Agreements.Verdict.Allowed(widest)
                : new Agreements.Verdict.TooMuch(widest, outside);
    }

    private Agreements.Verdict notInForce(List<Agreement> leading, String teller, String listener, LocalDate day) {
        boolean otherWay = agreements.stream()
                .anyMatch(one -> one.leads(listener, teller) && one.on(day) == Agreement.State.IN_FORCE);
        if (leading.isEmpty())
            return refused("to", otherWay ? "access.agreement-other-way" : "access.agreement-none", teller, listener);
        Set<Agreement.State> states = leading.stream().map(one -> one.on(day)).collect(Collectors.toSet());
        if (states.contains(Agreement.State.WAITING))
            return refused("to", "access.agreement-unconfirmed", teller, listener);
        if (states.contains(Agreement.State.NOT_YET))
            return refused("to", "access.agreement-not-yet", teller, listener);
        return refused("to", "access.agreement-over", teller, listener);
    }

    private static Agreements.Verdict refused(String field, String code, String teller, String listener) {
        return new Agreements.Verdict.Refused(FieldError.of(field, code, teller, listener));
    }

    private static Set<Section> outside(Agreement agreement, Set<Section> wanted) {
        EnumSet<Section> outside = EnumSet.noneOf(Section.class);
        outside.addAll(wanted);
        outside.removeAll(agreement.sections());
        return outside;
    }
}
