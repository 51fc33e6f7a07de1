package io.jenkins.plugins.ecs.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.jenkins.plugins.ecs.oschange.record.ChangeFailure;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.oschange.record.UsualDuration;
import io.jenkins.plugins.ecs.report.Timeline.Bar;
import io.jenkins.plugins.ecs.report.Timeline.Row;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class TimelineSvgTest {

    private static final Instant BEGIN = Instant.parse("2026-01-15T08:30:00Z");

    @Test
    void drawsEachPhaseToScale() throws Exception {
        Document picture = draw(90, row("Checking", "waiting", 0, 30), row("Changing", "working", 30, 90));

        List<Element> bars = elements(picture, "rect");
        assertEquals(2, bars.size());
        assertEquals(2 * number(bars.get(0), "width"), number(bars.get(1), "width"), 0.2);
        assertEquals(number(bars.get(0), "x") + number(bars.get(0), "width"), number(bars.get(1), "x"), 0.2);
        assertThat(texts(picture), containsString("Checking|30 s|Changing|1 min"));
    }

    @Test
    void labelsTheAxisWithRoundTimes() throws Exception {
        assertThat(texts(draw(90, row("x", "working", 0, 90))), containsString("0 s|15 s|30 s|45 s|1 min|1 min 15 s|"));
        assertThat(texts(draw(7000, row("x", "working", 0, 7000))), containsString("0 s|30 min|1 h 0 min|1 h 30 min|"));
        assertThat(texts(draw(3, row("x", "working", 0, 3))), containsString("0 s|1 s|2 s|3 s|"));
    }

    @Test
    void makesNoTimeNegativeWhereTheClockWasSetBack() {
        ChangeRecord change = new ChangeRecord("test", new ChangeRequest("server", "image"));
        change.enter(State.PREPARING, BEGIN);
        change.enter(State.SUBMITTED, BEGIN.minusSeconds(3600));
        for (boolean running : new boolean[] {true, false}) {
            Timeline timeline = Timeline.of(change, running, BEGIN.minusSeconds(3000));
            for (Row row : timeline.rows()) {
                assertFalse(row.length().isNegative(), row.toString());
            }
            assertFalse(timeline.end().isBefore(timeline.begin()));
        }
        change.enter(State.PREPARING, Instant.now().plusSeconds(3600));
        for (PhaseView phase : PhaseView.of(change, true)) {
            assertFalse(phase.getDurationString().contains("-"), phase.getDurationString());
        }
    }

    @Test
    void showsWhatTookNoTime() throws Exception {
        Element bar =
                elements(draw(600, row("Sending", "working", 600, 600)), "rect").get(0);
        assertThat(number(bar, "width"), greaterThanOrEqualTo(3.0));
        assertThat(number(bar, "x") + number(bar, "width"), lessThanOrEqualTo(770.0));
    }

    @Test
    void marksTheEndWithADotAndWhatGrowsAsOpen() throws Exception {
        Row open = new Row("Changing", "working", false, List.of(new Bar(BEGIN, BEGIN.plusSeconds(5), true)));
        Document picture = draw(5, open, row("Changed", "succeeded", 5, 5));
        assertEquals("ecs-timeline__open", elements(picture, "rect").get(0).getAttribute("class"));
        assertEquals(1, elements(picture, "circle").size());
    }

    @Test
    void showsTheRestOfTheUsualTimeWithoutCountingIt() throws Exception {
        Row row = new Row(
                "Changing",
                "working",
                false,
                List.of(
                        new Bar(BEGIN, BEGIN.plusSeconds(30), true),
                        new Bar(BEGIN.plusSeconds(30), BEGIN.plusSeconds(90), false, true)));
        Document picture = draw(90, row);

        List<Element> bars = elements(picture, "rect");
        assertEquals("ecs-timeline__expected", bars.get(1).getAttribute("class"));
        assertEquals(2 * number(bars.get(0), "width"), number(bars.get(1), "width"), 0.2);
        assertThat(texts(picture), containsString("Changing|30 s|"));
    }

    @Test
    void expectsAnEndWhileTheCloudWorks() {
        ChangeRecord change = new ChangeRecord("test", new ChangeRequest("server", "image"));
        change.enter(State.PREPARING, BEGIN);
        change.enter(State.SUBMITTED, BEGIN.plusSeconds(10));
        change.usual(new UsualDuration(75, 0.2));

        Timeline early = Timeline.of(change, true, BEGIN.plusSeconds(40));
        assertEquals(BEGIN.plusSeconds(85), early.end());
        assertEquals(
                new Bar(BEGIN.plusSeconds(40), BEGIN.plusSeconds(85), false, true),
                early.rows().get(1).bars().get(1));
        Timeline late = Timeline.of(change, true, BEGIN.plusSeconds(100));
        assertEquals(BEGIN.plusSeconds(100), late.end());
        assertEquals(1, late.rows().get(1).bars().size());
        change.enter(State.VERIFYING, BEGIN.plusSeconds(50));
        assertEquals(
                BEGIN.plusSeconds(51),
                Timeline.of(change, true, BEGIN.plusSeconds(51)).end());
    }

    @Test
    void endsInTheWordsAndTheColorOfTheOutcome() {
        ChangeRecord detached = ended(new ChangeRequest("server", "image"), State.FAILED);
        detached.failure(new ChangeFailure(ChangeFailure.Kind.DETACHED, "Wait aborted"));
        ChangeRecord dryRun = ended(new ChangeRequest("server", "image").dryRun(true), State.SUCCEEDED);

        assertEquals(List.of("Detached: monitored by the controller", "unknown"), lastRow(detached));
        assertEquals(List.of("Dry run passed", "succeeded"), lastRow(dryRun));
    }

    private static ChangeRecord ended(ChangeRequest request, State end) {
        ChangeRecord change = new ChangeRecord("test", request);
        change.enter(State.PREPARING, BEGIN);
        change.enter(end, BEGIN.plusSeconds(10));
        return change;
    }

    private static List<String> lastRow(ChangeRecord change) {
        List<Row> rows = Timeline.of(change, false, BEGIN.plusSeconds(20)).rows();
        Row last = rows.get(rows.size() - 1);
        return List.of(last.label(), last.look());
    }

    @Test
    void drawsNothingAsAnEmptyPicture() throws Exception {
        assertEquals(0, elements(draw(0), "rect").size());
    }

    @Test
    void keepsWordsOfTheCloudHarmless() throws Exception {
        String svg = svg(5, row("<script>alert(\"1\")</script>&", "job", 0, 5));
        assertThat(texts(parse(svg)), containsString("<script>alert(\"1\")</script>&|"));
        assertFalse(svg.contains("<script"));
    }

    @Test
    void holdsNoStyleAndNoScript() {
        String svg = svg(90, row("Checking", "waiting", 0, 30), row("Changed", "succeeded", 90, 90));
        assertFalse(svg.matches("(?s).*(style|<script|\\son\\w+=|href).*"), svg);
    }

    private static Row row(String label, String look, int from, int to) {
        return new Row(
                label,
                look,
                look.equals("job"),
                List.of(new Bar(BEGIN.plusSeconds(from), BEGIN.plusSeconds(to), false)));
    }

    private static String svg(int seconds, Row... rows) {
        return new TimelineSvg(new Timeline(BEGIN, BEGIN.plus(Duration.ofSeconds(seconds)), List.of(rows))).toString();
    }

    private static Document draw(int seconds, Row... rows) throws Exception {
        return parse(svg(seconds, rows));
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static String texts(Document picture) {
        return String.join(
                        "|",
                        elements(picture, "text").stream()
                                .map(Element::getTextContent)
                                .toList())
                + "|";
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static List<Element> elements(Document picture, String name) {
        NodeList found = picture.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }
}
