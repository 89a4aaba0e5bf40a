package org.akoma.protection.payments;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Shown;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A rate of exchange for who decides: beside the one that holds on its day. What follows from the verdict does the database. */
@Component
class RateDecisions implements Decidable {

    private static final String BEFORE = ".before";

    private final Decisions decisions;

    RateDecisions(Decisions decisions) {
        this.decisions = decisions;
    }

    /** @param before null = none holds */
    static Map<String, Object> fields(@Nullable Rate before, Rate rate) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (before != null) put(fields, BEFORE, before);
        put(fields, "", rate);
        return fields;
    }

    private static void put(Map<String, Object> fields, String when, Rate rate) {
        fields.put("since" + when, rate.since().toString());
        fields.put("units" + when, amount(rate.units(), rate.currency()));
        fields.put("xof" + when, amount(rate.xof(), Money.Currency.XOF));
        fields.put("source" + when, rate.source());
    }

    private static String amount(BigDecimal amount, Money.Currency currency) {
        return amount.stripTrailingZeros().toPlainString() + " " + currency.name();
    }

    @Override
    public String kind() {
        return Rates.KIND;
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return Optional.of(new Shown(
                String.valueOf(text(decision, "units")),
                "/payments/rates",
                List.of(
                        Shown.Field.money(
                                "assistance.rate.units", text(decision, "units" + BEFORE), text(decision, "units")),
                        Shown.Field.money("assistance.rate.xof", text(decision, "xof" + BEFORE), text(decision, "xof")),
                        Shown.Field.code(
                                "assistance.rate.since",
                                Shown.DAYS_OF_YEAR,
                                text(decision, "since" + BEFORE),
                                text(decision, "since")),
                        Shown.Field.text(
                                "assistance.rate.source",
                                text(decision, "source" + BEFORE),
                                text(decision, "source")))));
    }

    private static @Nullable String text(Decision decision, String field) {
        Object value = decision.fields().get(field);
        return value == null ? null : value.toString();
    }

    @Override
    public Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        return decisions.decide(actor, decision.id(), agreed, reason);
    }
}
