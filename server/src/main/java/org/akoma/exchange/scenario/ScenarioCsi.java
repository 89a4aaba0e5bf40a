package org.akoma.exchange.scenario;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.akoma.ground.access.Actor;
import org.akoma.protection.wellbeing.Csi;
import org.akoma.protection.wellbeing.CsiFactor;
import org.akoma.protection.wellbeing.RecordCsi;
import org.akoma.protection.wellbeing.StatusIndexes;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The Child Status Indexes of a scenario: {@code csiAssessments}, each by the child's worker on its day. */
@Component
@Order(30)
class ScenarioCsi implements ScenarioSection {

    /** {@code FOLLOW_UP_6M}: so many months after the first. */
    private static final Pattern FOLLOW_UP = Pattern.compile("FOLLOW_UP(?:_(\\d{1,3})M)?");

    private final StatusIndexes indexes;

    ScenarioCsi(StatusIndexes indexes) {
        this.indexes = indexes;
    }

    private record One(
            String child,
            Csi.Wave wave,
            LocalDate on,
            Map<CsiFactor, Integer> levels,
            Map<CsiFactor, Csi.Missing> missing) {}

    @Override
    public Acts read(ScenarioNode all, Scenario scenario) {
        Set<String> children = scenario.childCodes();
        List<One> read = new ArrayList<>();
        for (ScenarioNode node : all.each("csiAssessments")) {
            String child = node.required("child");
            if (child != null && !children.contains(child)) node.wrong("child", child, "exchange.story-unknown", "");
            Csi.Wave wave = wave(node);
            LocalDate on = node.requiredDate("on");
            One one = new One(
                    child == null ? "" : child,
                    wave == null ? Csi.Wave.BETWEEN : wave,
                    on == null ? LocalDate.EPOCH : on,
                    new EnumMap<>(CsiFactor.class),
                    new EnumMap<>(CsiFactor.class));
            scores(node, one);
            read.add(one);
        }
        return (whole, ids, actors, timeline) -> read.forEach(one -> schedule(one, whole, ids, actors, timeline));
    }

    private static Csi.@Nullable Wave wave(ScenarioNode node) {
        String text = node.required("wave");
        if (text == null) return null;
        for (Csi.Wave wave : Csi.Wave.values()) if (wave.name().equals(text)) return wave;
        Matcher later = FOLLOW_UP.matcher(text);
        if (!later.matches())
            return node.wrong("wave", text, "exchange.unknown-code", "BASELINE, FOLLOW_UP_5M, YEARLY, CLOSURE");
        return later.group(1) == null ? Csi.Wave.BETWEEN : Csi.waveAfter(Integer.parseInt(later.group(1)));
    }

    /** A factor that is left out was not observed. */
    private static void scores(ScenarioNode node, One one) {
        JsonNode scores = node.node().path("scores");
        for (String name : scores.propertyNames())
            if (Arrays.stream(CsiFactor.values())
                    .noneMatch(factor -> factor.name().equals(name)))
                node.wrong("scores", name, "exchange.unknown-code", Arrays.toString(CsiFactor.values()));
        for (CsiFactor factor : CsiFactor.values()) {
            JsonNode level = scores.path(factor.name());
            if (level.isMissingNode() || level.isNull()) one.missing().put(factor, Csi.Missing.NOT_OBSERVED);
            else if (level.isIntegralNumber() && level.asInt() >= Csi.VERY_BAD && level.asInt() <= Csi.GOOD)
                one.levels().put(factor, level.asInt());
            else node.wrong("scores." + factor, level.toString(), "exchange.story-number", "1–4");
        }
    }

    private void schedule(One one, Scenario scenario, ScenarioIds ids, ScenarioActors actors, Timeline timeline) {
        Scenario.Child child = scenario.children().stream()
                .filter(known -> known.code().equals(one.child()))
                .findFirst()
                .orElseThrow();
        Instant when = ScenarioTime.later(
                ScenarioTime.noon(one.on()), child.registeredAt().plusSeconds(1));
        UUID id = ids.of("csi", one.child() + "/" + one.wave() + "/" + one.on());
        timeline.at(when, one.child(), "CSI of " + one.on(), () -> {
            Actor worker = actors.actor(child.worker(), when);
            return indexes.record(
                    worker,
                    one.child(),
                    new RecordCsi(
                            id,
                            one.wave(),
                            one.on(),
                            List.of(Csi.Informant.WORKER),
                            one.levels(),
                            one.missing(),
                            new Csi.SealedText(null, null)));
        });
    }
}
