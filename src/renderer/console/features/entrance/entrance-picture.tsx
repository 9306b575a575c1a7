import { useTranslation } from 'react-i18next';
import classes from './entrance.module.css';

/** A hall of seats seen from above, in the reach of a quiet watch: rows of places and the rings of attention over them. */
export function EntrancePicture() {
  const { t } = useTranslation('console');
  const rows = 11;
  const columns = 9;
  const raised = new Map([
    ['2 6', 'amber'],
    ['5 3', 'red'],
    ['8 7', 'amber'],
  ]);
  return (
    <div className={classes.picture} aria-hidden="true">
      <svg
        className={classes.hall}
        role="presentation"
        aria-hidden="true"
        viewBox="0 0 600 800"
        preserveAspectRatio="xMidYMid slice"
      >
        {[90, 170, 250, 330, 410, 490, 570].map((radius) => (
          <circle key={radius} className={classes.ring} cx="300" cy="60" r={radius} />
        ))}
        {Array.from({ length: rows * columns }, (_, place) => {
          const row = Math.floor(place / columns);
          const column = place % columns;
          const mood = raised.get(`${row} ${column}`);
          return (
            <rect
              key={`${row} ${column}`}
              className={classes.seat}
              data-mood={mood}
              x={76 + column * 52 - 11}
              y={200 + row * 50}
              width="22"
              height="15"
              rx="4.5"
              style={{ animationDelay: `${row * 180 + Math.abs(column - 4) * 60}ms` }}
            />
          );
        })}
      </svg>
      <p className={classes.motto}>{t('signIn.motto')}</p>
    </div>
  );
}
