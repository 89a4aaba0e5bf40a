package org.akoma.ground.charts;

/** One thing that is drawn, in units of the drawing: pixels of a drawing as wide as it says. */
sealed interface Mark {

    record Box(double x, double y, double width, double height, Ink ink) implements Mark {}

    /**
     * @param y of the line on which the letters stand
     * @param shift pixels to the right, however wide the drawing is shown
     */
    record Words(double x, double y, double shift, String text, Side side, boolean bold, String color)
            implements Mark {}

    /** A thin line. */
    record Stroke(double x1, double y1, double x2, double y2, String color) implements Mark {}

    /** Where a text stands about its x. */
    enum Side {
        START,
        MIDDLE,
        END
    }
}
