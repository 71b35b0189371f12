/*
 * band.h - how the bands of progress are drawn: the shape of each in its colour, so
 * that nobody has to tell colours apart.
 */
#ifndef YUP_WEB_PAGES_BAND_H
#define YUP_WEB_PAGES_BAND_H

/* A shape of pack_band_shapes as an SVG path in a square of 16; a circle where it is none. */
const char *band_path(const char *shape);

#endif
