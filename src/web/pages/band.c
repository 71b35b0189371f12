#include "web/pages/band.h"

#include <stddef.h>
#include <string.h>

const char *
band_path(const char *shape)
{
	static const char *const PATHS[][2] = {
		{ "octagon", "M5 1h6l4 4v6l-4 4H5l-4-4V5zM4 6.5v3h8v-3z" },
		{ "triangle", "M8 1.5 15.5 14.5H.5z" },
		{ "square", "M2 2h12v12H2z" },
		{ "circle", "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1z" },
		{ "star",
		    "M8 .8l2.2 4.8 5.2.6-3.9 3.5 1.1 5.2L8 12.2l-4.6 2.7 1.1-5.2L.6 6.2l5.2-.6z" },
		{ "diamond", "M8 .5 15.5 8 8 15.5.5 8z" },
		{ "pentagon", "M8 .8l7.3 5.4-2.8 8.6h-9L.7 6.2z" },
		{ "hexagon", "M4.2 1.4h7.6L15.6 8l-3.8 6.6H4.2L.4 8z" },
	};

	for (size_t i = 0; i < sizeof(PATHS) / sizeof(PATHS[0]); i++)
		if (strcmp(PATHS[i][0], shape) == 0)
			return PATHS[i][1];
	return PATHS[3][1];
}
