package org.akoma.ground.charts;

import java.util.ArrayList;
import java.util.List;

/** A small map of regions. A region is filled as a whole, or is a disc where its outline is not known: never a place, and never a point for a person. */
public final class RegionMap {

    /** Pixels of a degree. */
    private static final double SCALE = 52;

    private static final double WEST = -8.7;
    private static final double EAST = 1.4;
    private static final double NORTH = 11.3;
    private static final double SOUTH = 4.2;
    private static final int DISC = 13;

    private RegionMap() {}

    public record Corner(double longitude, double latitude) {}

    /**
     * @param outline its corners; one alone = a disc there
     * @param number what stands upon it; empty = nothing
     */
    public record Region(List<Corner> outline, String number, Ink ink) {
        public Region {
            outline = List.copyOf(outline);
        }
    }

    public static Chart chart(Chart.Said said, List<Region> regions) {
        List<Mark> marks = new ArrayList<>();
        for (Region region : regions) if (region.outline().size() > 1) marks.add(area(region));
        for (Region region : regions) {
            Mark.Point middle = middle(region);
            if (region.outline().size() == 1) marks.add(new Mark.Disc(middle.x(), middle.y(), DISC, region.ink()));
            if (!region.number().isEmpty())
                marks.add(new Mark.Words(
                        middle.x(),
                        middle.y() + 5,
                        0,
                        region.number(),
                        Mark.Side.MIDDLE,
                        true,
                        region.ink().words()));
        }
        return Chart.of(
                said, new Drawing((int) (SCALE * (EAST - WEST)), (int) (SCALE * (NORTH - SOUTH)), false, marks));
    }

    private static Mark area(Region region) {
        return new Mark.Area(region.outline().stream().map(RegionMap::point).toList(), region.ink());
    }

    private static Mark.Point point(Corner corner) {
        return new Mark.Point(SCALE * (corner.longitude() - WEST), SCALE * (NORTH - corner.latitude()));
    }

    /** The middle of the rectangle around it. */
    private static Mark.Point middle(Region region) {
        List<Mark.Point> points =
                region.outline().stream().map(RegionMap::point).toList();
        double left = points.stream().mapToDouble(Mark.Point::x).min().orElse(0);
        double right = points.stream().mapToDouble(Mark.Point::x).max().orElse(0);
        double top = points.stream().mapToDouble(Mark.Point::y).min().orElse(0);
        double bottom = points.stream().mapToDouble(Mark.Point::y).max().orElse(0);
        return new Mark.Point((left + right) / 2, (top + bottom) / 2);
    }
}
