package org.akoma.exchange.iati;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.springframework.util.xml.SimpleNamespaceContext;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema of IATI 2.03, its standard ruleset (SPEC.rst of the rulesets) and its code lists, as far as an activity file of ours uses them. */
public final class IatiRules {

    private static final Map<String, String> CODED = Map.ofEntries(
            Map.entry("//reporting-org/@type", "OrganisationType"),
            Map.entry("//participating-org/@type", "OrganisationType"),
            Map.entry("//participating-org/@role", "OrganisationRole"),
            Map.entry("//activity-status/@code", "ActivityStatus"),
            Map.entry("//activity-date/@type", "ActivityDateType"),
            Map.entry("//contact-info/@type", "ContactType"),
            Map.entry("//activity-scope/@code", "ActivityScope"),
            Map.entry("//recipient-country/@code", "Country"),
            Map.entry("//location-reach/@code", "GeographicLocationReach"),
            Map.entry("//administrative/@vocabulary", "GeographicVocabulary"),
            Map.entry("//exactness/@code", "GeographicExactness"),
            Map.entry("//location-class/@code", "GeographicLocationClass"),
            Map.entry("//sector/@code", "Sector"),
            Map.entry("//tag/@vocabulary", "TagVocabulary"),
            Map.entry("//tag[@vocabulary='2']/@code", "UNSDG-Goals"),
            Map.entry("//tag[@vocabulary='3']/@code", "UNSDG-Targets"),
            Map.entry("//budget/@type", "BudgetType"),
            Map.entry("//budget/@status", "BudgetStatus"),
            Map.entry("//transaction-type/@code", "TransactionType"),
            Map.entry("//document-link/category/@code", "DocumentCategory"),
            Map.entry("//result/@type", "ResultType"),
            Map.entry("//indicator/@measure", "IndicatorMeasure"));

    private final XPath paths = XPathFactory.newInstance().newXPath();
    private final List<String> broken = new ArrayList<>();
    private final LocalDate today;

    private IatiRules(Instant now) {
        today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        SimpleNamespaceContext names = new SimpleNamespaceContext();
        names.bindNamespaceUri("xml", XMLConstants.XML_NS_URI);
        paths.setNamespaceContext(names);
    }

    /** What is wrong with the file; empty when nothing is. */
    public static List<String> broken(byte[] file, Instant now) {
        try {
            List<String> broken = new ArrayList<>(schema(file));
            IatiRules rules = new IatiRules(now);
            Document read = read(file);
            rules.rules(read);
            rules.codes(read);
            broken.addAll(rules.broken);
            return broken;
        } catch (IOException | SAXException | ParserConfigurationException | XPathExpressionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> schema(byte[] file) throws IOException, SAXException {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        var schema = factory.newSchema(IatiRules.class.getResource("/iati/iati-activities-schema.xsd"));
        try {
            schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(file)));
            return List.of();
        } catch (SAXException wrong) {
            return List.of("schema: " + wrong.getMessage());
        }
    }

    private static Document read(byte[] file) throws IOException, SAXException, ParserConfigurationException {
        return DocumentBuilderFactory.newNSInstance().newDocumentBuilder().parse(new ByteArrayInputStream(file));
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(IatiRules.class.getResourceAsStream("/iati/" + name), name);
    }

    private void rules(Document file) throws IOException, XPathExpressionException {
        JsonNode ruleset;
        try (InputStream in = resource("ruleset.json")) {
            ruleset = JsonMapper.shared().readTree(in);
        }
        for (Map.Entry<String, JsonNode> context : ruleset.properties())
            for (Node node : nodes(file, context.getKey())) all(node, context.getValue());
    }

    private void all(Node node, JsonNode rules) throws XPathExpressionException {
        for (Map.Entry<String, JsonNode> rule : rules.properties())
            for (JsonNode one : rule.getValue().path("cases"))
                if (!one.has("condition") || is(node, one.path("condition").asString()))
                    judge(node, rule.getKey(), one);
    }

    private void judge(Node node, String rule, JsonNode one) throws XPathExpressionException {
        if (rule.equals("loop")) {
            for (String value : texts(node, one.path("foreach").asString())) {
                String written = one.path("do").toString().replace("$1", value);
                all(node, JsonMapper.shared().readTree(written));
            }
            return;
        }
        List<String> found = new ArrayList<>();
        for (JsonNode path : one.path("paths")) found.addAll(texts(node, path.asString()));
        boolean kept = switch (rule) {
            case "atleast_one" -> !found.isEmpty();
            case "no_more_than_one" -> found.size() <= 1;
            case "unique" -> new HashSet<>(found).size() == found.size();
            case "strict_sum" ->
                sum(found).compareTo(new BigDecimal(one.path("sum").asString())) == 0;
            case "range" ->
                found.stream()
                        .allMatch(value -> Double.parseDouble(value)
                                        >= one.path("min").asDouble()
                                && Double.parseDouble(value) <= one.path("max").asDouble());
            case "if_then" ->
                !is(node, one.path("if").asString())
                        || is(node, one.path("then").asString());
            case "regex_matches" ->
                found.stream().allMatch(value -> value.matches(one.path("regex").asString()));
            case "no_spaces" -> found.stream().allMatch(value -> value.equals(value.strip()));
            case "startswith" -> found.stream().allMatch(value -> starts(node, one, value));
            case "one_or_all" ->
                !texts(node, one.path("one").asString()).isEmpty()
                        || hasAll(node, one.path("all").asString());
            case "date_now" ->
                texts(node, one.path("date").asString()).stream().allMatch(day -> !day(day).isAfter(today));
            case "date_order" ->
                inOrder(
                        days(node, one.path("less").asString()),
                        days(node, one.path("more").asString()));
            case "time_limit" ->
                withinAYear(
                        days(node, one.path("start").asString()),
                        days(node, one.path("end").asString()));
            default -> throw new IllegalStateException("a rule that is not written here: " + rule);
        };
        if (!kept)
            broken.add(one.path("ruleInfo").path("id").asString() + " "
                    + one.path("ruleInfo").path("message").asString());
    }

    private boolean starts(Node node, JsonNode one, String value) {
        String separator = one.path("separator").asString("");
        List<String> prefixes = new ArrayList<>();
        for (JsonNode prefix : one.path("prefix"))
            try {
                prefixes.addAll(
                        prefix.asString().equals("ORG-ID-PREFIX")
                                ? codes().get("OrganisationRegistrationAgency")
                                : texts(node, prefix.asString()));
            } catch (XPathExpressionException e) {
                throw new IllegalStateException(e);
            }
        return prefixes.stream().anyMatch(prefix -> value.startsWith(prefix + separator));
    }

    private boolean hasAll(Node node, String what) throws XPathExpressionException {
        return switch (what) {
            case "lang" -> texts(node, ".//narrative[not(@xml:lang)]").isEmpty();
            case "currency" -> texts(node, ".//value[not(@currency)]").isEmpty();
            case "sector" -> texts(node, "transaction[not(sector)]").isEmpty();
            default -> throw new IllegalStateException(what);
        };
    }

    private static BigDecimal sum(List<String> values) {
        return values.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static boolean inOrder(List<LocalDate> less, List<LocalDate> more) {
        return less.stream().allMatch(first -> more.stream().noneMatch(last -> first.isAfter(last)));
    }

    private static boolean withinAYear(List<LocalDate> start, List<LocalDate> end) {
        return start.stream().allMatch(first -> end.stream().noneMatch(last -> last.isAfter(first.plusYears(1))));
    }

    private List<LocalDate> days(Node node, String path) throws XPathExpressionException {
        return path.equals("NOW")
                ? List.of(today)
                : texts(node, path).stream().map(IatiRules::day).toList();
    }

    private static LocalDate day(String written) {
        return LocalDate.parse(written.substring(0, 10));
    }

    private boolean is(Node node, String path) throws XPathExpressionException {
        return (Boolean) paths.evaluate(path, node, XPathConstants.BOOLEAN);
    }

    private List<String> texts(Node node, String path) throws XPathExpressionException {
        return nodes(node, path).stream().map(Node::getTextContent).toList();
    }

    private List<Node> nodes(Node node, String path) throws XPathExpressionException {
        NodeList found = (NodeList) paths.evaluate(path, node, XPathConstants.NODESET);
        List<Node> all = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) all.add(found.item(i));
        return all;
    }

    private void codes(Document file) throws XPathExpressionException {
        for (Map.Entry<String, String> one : CODED.entrySet())
            for (String code : texts(file, one.getKey()))
                if (!codes().get(one.getValue()).contains(code)) broken.add("no such " + one.getValue() + ": " + code);
    }

    private static Map<String, Set<String>> codes() {
        try (InputStream in = resource("codes.txt")) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(" "))
                    .collect(Collectors.toMap(
                            line -> line[0],
                            line -> Set.copyOf(new HashSet<>(Arrays.asList(line).subList(1, line.length)))));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
