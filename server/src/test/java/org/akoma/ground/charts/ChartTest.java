package org.akoma.ground.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.akoma.ground.charts.Chart.Said;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Charts as SVG and as PNG. */
class ChartTest {

    private static final Said SAID = new Said(
            "Visites",
            "Trois visites sur quatre & « à temps »",
            List.of("Mois", "Nombre"),
            List.of(List.of("juin", "3")));

    private static final Chart BARS = Bars.chart(
            SAID,
            List.of(
                    new Bars.Bar("Côte d\u2019Ivoire", 1, "48 sur 60 · 80\u00a0%", Ink.GOOD),
                    new Bars.Bar("<Ghana>", 0.5, "24", Ink.MID),
                    new Bars.Bar("Mali", 0, "0", Ink.BAD),
                    new Bars.Bar("Remis à l\u2019État", 1, "pas encore enregistré", Ink.NONE)));

    private static final Chart STACKED = StackedBars.chart(
            SAID,
            List.of(
                    new StackedBars.Kind("à temps", Ink.GOOD),
                    new StackedBars.Kind("en retard", Ink.MID),
                    new StackedBars.Kind("manquées", Ink.BAD)),
            List.of(
                    new StackedBars.Bar("juin 2015", List.of(30L, 12L, 8L), "50"),
                    new StackedBars.Bar("juillet 2015", List.of(3L, 0L, 22L), "25")),
            false);

    private static final Chart HEAT = HeatMap.chart(
            SAID,
            List.of("ORG-A", "ORG-B"),
            List.of(
                    new HeatMap.Row(
                            "ORG-C",
                            List.of(new HeatMap.Cell("67\u00a0%", "4 sur 6", Ink.heat(0.67)), HeatMap.Cell.EMPTY)),
                    new HeatMap.Row(
                            "ORG-D",
                            List.of(
                                    new HeatMap.Cell("<\u00a05", "", Ink.NONE),
                                    new HeatMap.Cell("100\u00a0%", "9 sur 9", Ink.heat(1))))));

    private static final Chart MAP = TileMap.chart(
            SAID,
            List.of(new TileMap.Head(0, "Ghana")),
            List.of(
                    new TileMap.Tile(0, 1, "Volta", "", Ink.QUIET),
                    new TileMap.Tile(1, 1, "Ashanti", "2 · 67\u00a0%", Ink.heat(0.67)),
                    new TileMap.Tile(1, 2, "Oti", "1", Ink.NONE)));

    @Test
    void saysWhatItShows() throws Exception {
        for (Chart chart : List.of(BARS, STACKED, HEAT, MAP)) {
            Element svg = parsed(chart.svg("c-1")).getDocumentElement();
            assertThat(svg.getAttribute("role")).isEqualTo("img");
            assertThat(svg.getAttribute("aria-label")).isEqualTo(SAID.sentence());
            assertThat(svg.getAttribute("font-size")).isEqualTo("13");
        }
    }

    /** The pages forbid styles of their own, and no chart brings a script or a picture of elsewhere. */
    @Test
    void isDrawnByAttributesAlone() {
        for (Chart chart : List.of(BARS, STACKED, HEAT, MAP))
            assertThat(chart.svg("c-1")).doesNotContain("style=", "<style", "<script", "<image", "href");
    }

    @Test
    void barsBeginAtZeroAndAreAsLongAsTheirShare() throws Exception {
        List<Element> bars = elements(parsed(BARS.svg("c-1")), "rect");
        bars.removeIf(one -> one.getParentNode().getNodeName().equals("pattern"));
        assertThat(bars)
                .hasSize(3)
                .allSatisfy(bar -> assertThat(bar.getAttribute("x")).isEqualTo("0%"));
        double first = width(bars.get(0));
        assertThat(width(bars.get(1))).isCloseTo(first / 2, within(0.1));
    }

    @Test
    void wordsAreEscaped() throws Exception {
        assertThat(elements(parsed(BARS.svg("c-1")), "text").stream()
                        .map(Element::getTextContent)
                        .toList())
                .contains("<Ghana>", "0", "pas encore enregistré");
    }

    @Test
    void aHeatMapShowsTheNumberInTheCell() throws Exception {
        assertThat(elements(parsed(HEAT.svg("c-1")), "text").stream()
                        .map(Element::getTextContent)
                        .toList())
                .contains("67\u00a0%", "4 sur 6", "<\u00a05", "–");
    }

    /** In black and white too: the share is written in the tile, and what is hidden is an empty frame. */
    @Test
    void aMapWritesNameAndNumberInEachTile() throws Exception {
        Document svg = parsed(MAP.svg("c-1"));
        assertThat(elements(svg, "rect")).hasSize(3);
        assertThat(elements(svg, "text").stream().map(Element::getTextContent).toList())
                .containsExactly("Ghana", "Volta", "Ashanti", "2 · 67\u00a0%", "Oti", "1");
    }

    /** Late and missed differ without their hue: the one is striped up, the other down, and what is in time is plain and darkest. */
    @Test
    void partsDifferInBlackAndWhite() {
        assertThat(STACKED.svg("c-1")).contains("url(#c-1-MID)", "url(#c-1-BAD)", "fill=\"#14443c\"");
        assertThat(Set.of(Ink.GOOD.stripes(), Ink.MID.stripes(), Ink.BAD.stripes(), Ink.NONE.stripes()))
                .hasSize(4);
    }

    /** Two charts of one page have no id in common. */
    @Test
    void idsAreItsOwn() throws Exception {
        Set<String> ids = new HashSet<>();
        for (String id : List.of("c-1", "c-2"))
            for (Element one : elements(parsed(STACKED.svg(id)), "*"))
                if (one.hasAttribute("id"))
                    assertThat(ids.add(one.getAttribute("id"))).isTrue();
        assertThat(ids).contains("c-1-MID", "c-2-MID");
    }

    @Test
    void isPaintedWithItsWords() throws IOException {
        BufferedImage bare = picture(BARS.png());
        BufferedImage framed = picture(BARS.pngFile("Au 16 novembre 2015"));
        assertThat(framed.getWidth()).isEqualTo(bare.getWidth()).isEqualTo(2 * 660);
        assertThat(framed.getHeight()).isGreaterThan(bare.getHeight());
        assertThat(dark(bare, 20, 20, 300, 50))
                .as("the letters of the first label")
                .isPositive();
        assertThat(dark(framed, 20, 20, 300, 70)).as("the title").isPositive();
    }

    private static int dark(BufferedImage picture, int left, int top, int right, int bottom) {
        int found = 0;
        for (int x = left; x < right; x++)
            for (int y = top; y < bottom; y++) if ((picture.getRGB(x, y) & 0xff) < 0x60) found++;
        return found;
    }

    private static BufferedImage picture(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static double width(Element bar) {
        return Double.parseDouble(bar.getAttribute("width").replace("%", ""));
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Element> elements(Document svg, String name) {
        var found = svg.getElementsByTagName(name);
        List<Element> all = new ArrayList<>();
        for (int n = 0; n < found.getLength(); n++) all.add((Element) found.item(n));
        return all;
    }
}
