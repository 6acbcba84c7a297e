/** Nine cells, the reached ones filled, and always the wording beside them ("TRL 6: demonstrated …"). */
export function TrlCells({ trl, sentence }: { trl: number; sentence: string }) {
  return (
    <span className="trl" data-trl={trl}>
      {sentence}
    </span>
  );
}
