package org.akoma.exchange.hxl;

import java.util.List;

/** The tables that can be taken, each with its columns: key of the heading and hashtag. */
enum HxlTable {
    INDICATORS(
            new Column("hxl.indicator", "#indicator +code"),
            new Column("hxl.name.fr", "#indicator +name +fr"),
            new Column("hxl.name.en", "#indicator +name +en"),
            new Column("hxl.release", "#meta +id"),
            new Column("hxl.day", "#date +end"),
            new Column("hxl.division", "#group +type"),
            new Column("hxl.part", "#group +code"),
            new Column("hxl.numerator", "#output +num"),
            new Column("hxl.denominator", "#population +num"),
            new Column("hxl.value", "#value"),
            new Column("hxl.unit", "#value +type"),
            new Column("hxl.note", "#meta +text")),
    /** How many children were helped with what. */
    HELP(
            new Column("hxl.service", "#service +code"),
            new Column("hxl.service.fr", "#service +name +fr"),
            new Column("hxl.service.en", "#service +name +en"),
            new Column("hxl.release", "#meta +id"),
            new Column("hxl.day", "#date +end"),
            new Column("hxl.children", "#reached +children"),
            new Column("hxl.denominator", "#population +num"),
            new Column("hxl.note", "#meta +text"));

    record Column(String heading, String tag) {}

    private final List<Column> columns;

    HxlTable(Column... columns) {
        this.columns = List.of(columns);
    }

    List<Column> columns() {
        return columns;
    }
}
