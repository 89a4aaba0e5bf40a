package org.akoma.ground.reference;

import static org.akoma.ground.reference.Resources.text;
import static org.akoma.ground.reference.Resources.textOrNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.akoma.Said;
import org.akoma.ground.reference.Policy.Unit;
import tools.jackson.databind.JsonNode;

/**
 * The time limits and thresholds of requirements.md 2.4 and around it. An override wins over the default; of several
 * sources of overrides the first that names the key wins. An unknown key or unit asked for in code is a bug and throws.
 */
public class Policies {
    private static final Map<String, Policy> DEFAULTS = read();

    private final List<PolicyOverrides> overrides;

    /** Fixed overrides, for tests and batch work. Throws on an unknown key or a value that is no number of its unit. */
    public Policies(Map<String, String> overrides) {
        this(List.of(() -> overrides));
        check(overrides);
    }

    Policies(List<PolicyOverrides> overrides) {
        this.overrides = List.copyOf(overrides);
    }

    public List<Policy> all() {
        return DEFAULTS.keySet().stream().map(this::get).toList();
    }

    public Policy get(String key) {
        Policy policy = DEFAULTS.get(key);
        if (policy == null) throw new IllegalArgumentException("reference.policy-unknown: " + key);
        return overrides.stream()
                .map(source -> source.values().get(key))
                .filter(value -> value != null)
                .findFirst()
                .map(policy::with)
                .orElse(policy);
    }

    public Optional<Policy> find(String key) {
        return DEFAULTS.containsKey(key) ? Optional.of(get(key)) : Optional.empty();
    }

    /** Whether the operator set it in the configuration, which wins over what people agree in the browser. */
    public boolean isConfigured(String key) {
        return overrides.getFirst().values().containsKey(key);
    }

    /** The value of a new installation. */
    public static String standard(String key) {
        return Objects.requireNonNull(DEFAULTS.get(key)).value();
    }

    public Duration hours(String key) {
        return Duration.ofHours(number(key, Unit.HOURS));
    }

    /** Whole days; working days too, which the caller counts. */
    public int days(String key) {
        return number(key, Unit.DAYS, Unit.WORKING_DAYS);
    }

    /** How long a child may stay in a home of this country without an order of a court (T12); 0 = no order is asked for there, as far as is known. */
    public int careOrderDays(String country) {
        String key = "care-order." + country.toLowerCase(Locale.ROOT) + ".max";
        return DEFAULTS.containsKey(key) ? days(key) : 0;
    }

    /** How long who knows of an offence has to tell the police of this country (T16): at once in Ghana; elsewhere no law is known to say. */
    public Optional<Duration> offenceReport(String country) {
        return country.equals("GH") ? Optional.of(hours("offence-report.max")) : Optional.empty();
    }

    public int months(String key) {
        return number(key, Unit.MONTHS);
    }

    public int years(String key) {
        return number(key, Unit.YEARS);
    }

    /** Counts, scores and minutes. */
    public int count(String key) {
        return number(key, Unit.COUNT, Unit.SCORE, Unit.MINUTES);
    }

    /** 80 means 80 %. */
    public int percent(String key) {
        return number(key, Unit.PERCENT);
    }

    public BigDecimal rate(String key) {
        return new BigDecimal(of(key, Unit.RATE).value());
    }

    /** Money, in whole units of the currency that the key names. */
    public BigDecimal amount(String key) {
        return new BigDecimal(of(key, Unit.AMOUNT).value());
    }

    /** Days or months after the first day, as the unit says. */
    public List<Integer> list(String key) {
        return of(key, Unit.DAY_LIST, Unit.MONTH_LIST).numbers();
    }

    /**
     * The services that are called when a life is in danger, as the policies name them ({@code police}), each with its numbers.
     *
     * @param country ISO 3166-1 alpha-2; of one whose numbers are not noted there are none
     */
    public Map<String, List<Integer>> emergencyNumbers(String country) {
        String of = "emergency." + country.toLowerCase(Locale.ROOT) + ".";
        Map<String, List<Integer>> numbers = new LinkedHashMap<>();
        all().stream()
                .filter(policy -> policy.key().startsWith(of))
                .forEach(policy -> numbers.put(policy.key().substring(of.length()), policy.numbers()));
        return numbers;
    }

    /** Refuses what {@link PolicyOverrides} may not hold, with code {@code reference.policy-unknown} or {@code reference.policy-value}. */
    public static void check(Map<String, String> overrides) {
        overrides.forEach((key, value) -> {
            Policy policy = DEFAULTS.get(key);
            if (policy == null) throw new IllegalArgumentException("reference.policy-unknown: " + key);
            var _ = policy.with(value);
        });
    }

    /** What is wrong with settings of the operator, a sentence with its mend for each; empty when nothing is. */
    public static List<String> problems(Map<String, String> configured) {
        return configured.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(one -> problem(one.getKey(), one.getValue()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> problem(String key, String value) {
        Policy policy = DEFAULTS.get(key);
        if (policy == null)
            return Optional.of(like(key)
                    .map(near -> Said.say("settings.policy.near", key, near))
                    .orElseGet(() -> Said.say("settings.policy.none", key)));
        if (value.matches(policy.unit().shape())) return Optional.empty();
        return Optional.of(Said.say(
                policy.unit().isList() ? "settings.policy.numbers" : "settings.policy.number",
                key,
                value,
                policy.unit().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                policy.value()));
    }

    /** The key that was meant: the same but for points and hyphens. */
    private static Optional<String> like(String key) {
        return DEFAULTS.keySet().stream()
                .filter(known -> bare(known).equals(bare(key)))
                .findFirst();
    }

    private static String bare(String key) {
        return key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** The part of a scenario's policy block that Akoma knows, as overrides; only values that differ from the defaults. */
    public static Map<String, String> fromScenario(JsonNode block) {
        Map<String, String> found = new LinkedHashMap<>();
        for (Policy policy : DEFAULTS.values()) {
            if (policy.scenarioKey() == null) continue;
            JsonNode node = block.at("/" + policy.scenarioKey().replace('.', '/'));
            if (node.isMissingNode()) continue;
            String value = node.isArray()
                    ? String.join(
                            ",", node.valueStream().map(JsonNode::asString).toList())
                    : node.asString();
            if (!value.equals(policy.value())) found.put(policy.key(), value);
        }
        check(found);
        return found;
    }

    private int number(String key, Unit... units) {
        return Integer.parseInt(of(key, units).value());
    }

    private Policy of(String key, Unit... units) {
        Policy policy = get(key);
        if (!Set.of(units).contains(policy.unit())) {
            throw new IllegalArgumentException(key + " is in " + policy.unit());
        }
        return policy;
    }

    private static Map<String, Policy> read() {
        Map<String, Policy> read = new LinkedHashMap<>();
        for (JsonNode n : Resources.entries("policies.json", "policies")) {
            Policy policy = new Policy(
                    text(n, "key"),
                    text(n, "value"),
                    Unit.valueOf(text(n, "unit")),
                    new BigDecimal(text(n, "least")),
                    new BigDecimal(text(n, "most")),
                    text(n, "basis"),
                    text(n, "rule"),
                    text(n, "sourceFr"),
                    text(n, "sourceEn"),
                    n.path("law").asBoolean(false),
                    text(n, "fr"),
                    text(n, "en"),
                    textOrNull(n, "scenario"),
                    false);
            read.put(policy.key(), policy);
        }
        return read;
    }
}
